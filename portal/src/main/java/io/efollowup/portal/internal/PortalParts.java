package io.efollowup.portal.internal;

import io.efollowup.portal.LiveUpdates;
import io.efollowup.portal.PortalHealth;
import io.efollowup.portal.PortalOptions;
import io.efollowup.portal.ReportSource;
import io.efollowup.portal.internal.access.Forgery;
import io.efollowup.portal.internal.access.Guard;
import io.efollowup.portal.internal.access.PatientRefs;
import io.efollowup.portal.internal.access.Permission;
import io.efollowup.portal.internal.access.Sessions;
import io.efollowup.portal.internal.access.SignIn;
import io.efollowup.portal.internal.access.StoredPasswords;
import io.efollowup.portal.internal.access.ViewAudit;
import io.efollowup.portal.internal.api.HealthApi;
import io.efollowup.portal.internal.api.OpenApi;
import io.efollowup.portal.internal.api.PatientApi;
import io.efollowup.portal.internal.api.SessionApi;
import io.efollowup.portal.internal.live.Changes;
import io.efollowup.portal.internal.live.LiveHub;
import io.efollowup.portal.internal.page.AlarmPages;
import io.efollowup.portal.internal.page.Assets;
import io.efollowup.portal.internal.page.Frames;
import io.efollowup.portal.internal.page.Manifest;
import io.efollowup.portal.internal.page.Overviews;
import io.efollowup.portal.internal.page.PatientListPage;
import io.efollowup.portal.internal.page.PatientPage;
import io.efollowup.portal.internal.page.Preferences;
import io.efollowup.portal.internal.page.ProblemPages;
import io.efollowup.portal.internal.page.SignInPages;
import io.efollowup.portal.internal.profile.ProfilePage;
import io.efollowup.portal.internal.programme.ProgrammePage;
import io.efollowup.portal.internal.report.LongerReports;
import io.efollowup.portal.internal.report.SevenDayPage;
import io.efollowup.portal.internal.web.Dispatcher;
import io.efollowup.record.ClinicalRecord;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/** The parts of the portal and how they are joined. */
public final class PortalParts implements AutoCloseable {
  private static final long SWEEP_MILLIS = 60_000;
  private static final long CHANGES_PER_MILLI = 1_000;

  private final Vertx vertx;
  private final Router router;
  private final Dispatcher routes;
  private final LiveHub live;
  private final long sweepTimer;

  public PortalParts(
      Vertx vertx,
      PortalOptions options,
      ClinicalRecord record,
      PortalHealth health,
      ReportSource reports,
      Supplier<String> prometheusText,
      MeterRegistry meters,
      InstantSource clock,
      ExecutorService threads) {
    this.vertx = vertx;
    this.router = Router.router(vertx);
    Assets assets = new Assets();
    Forgery forgery = new Forgery();
    Sessions sessions = new Sessions(clock, options.idleTimeout(), options.sessionLifetime());
    PatientRefs refs = new PatientRefs(options.referenceKey());
    ViewAudit audit = new ViewAudit(record, clock, meters);
    Guard guard = new Guard(record, sessions, forgery, refs, audit);
    SignIn signIn = new SignIn(record, new StoredPasswords(), clock, threads, meters);
    Changes changes = new Changes(clock.millis() * CHANGES_PER_MILLI);
    Frames frames = new Frames(record, forgery, assets, options.unit(), changes);
    SignInPages signInPages = new SignInPages(signIn, sessions, guard, frames, audit);
    ProblemPages problems = new ProblemPages(guard, frames, signInPages);
    Overviews overviews = new Overviews(record, clock);
    this.live =
        new LiveHub(vertx, threads, guard, sessions, refs, changes, overviews::forget, meters);
    this.routes = new Dispatcher(router, threads, meters, problems::tell);

    machines(new HealthApi(health, prometheusText, options.metricsToken()));
    files(assets);
    entrance(guard, signInPages);
    list(guard, new PatientListPage(record, overviews, refs, frames, audit, clock));
    alarms(guard, new AlarmPages(record, refs, frames, audit, live, clock));
    patient(guard, new PatientPage(record, refs, frames, clock));
    programme(guard, new ProgrammePage(record, refs, frames, clock));
    profile(guard, new ProfilePage(record, refs, frames, live, clock));
    reports(guard, new SevenDayPage(reports, refs, frames, audit));
    for (ReportSource.Longer kind : ReportSource.Longer.values()) {
      longer(guard, kind.code(), new LongerReports(kind, reports, frames, audit));
    }
    api(guard, new SessionApi(signIn, sessions), new PatientApi(record, refs, audit, clock));
    routes.stream("/live", live::open);
    this.sweepTimer = vertx.setPeriodic(SWEEP_MILLIS, ignored -> sessions.sweep());
  }

  private void machines(HealthApi health) {
    routes.get("/health/live", health::live);
    routes.get("/health/ready", health::ready);
    routes.get("/metrics", health::metrics);
  }

  private void files(Assets assets) {
    routes.get("/assets/:hash/:name", assets);
    routes.get("/manifest.webmanifest", new Manifest(assets));
  }

  private void entrance(Guard guard, SignInPages pages) {
    routes.get("/sign-in", pages::show);
    routes.post("/sign-in", guard.open(pages::enter));
    routes.post("/sign-out", guard.signedIn(pages::leave));
    routes.post("/session/active", guard.signedIn(pages::active));
    routes.post("/preferences", guard.open(new Preferences()::choose));
  }

  private void list(Guard guard, PatientListPage list) {
    routes.get("/", guard.signedIn(list::home));
    routes.get("/fragments/patients", guard.with(Permission.LIST_PATIENTS, list::fragment));
  }

  private void alarms(Guard guard, AlarmPages alarms) {
    routes.get("/alarms", guard.with(Permission.ACKNOWLEDGE_ALARM, alarms::show));
    routes.post(
        "/patients/:p/alarms/acknowledge",
        guard.withPatient(Permission.ACKNOWLEDGE_ALARM, alarms::acknowledge));
  }

  private void patient(Guard guard, PatientPage page) {
    routes.get("/patients/:p", guard.withPatient(Permission.VIEW_PATIENT, page::show));
    routes.get("/patients/:p/side", guard.withPatient(Permission.VIEW_PATIENT, page::side));
    routes.get("/patients/:p/curve", guard.withPatient(Permission.VIEW_PATIENT, page::curve));
    routes.get(
        "/patients/:p/percentiles", guard.withPatient(Permission.VIEW_PATIENT, page::percentiles));
  }

  private void programme(Guard guard, ProgrammePage page) {
    String path = "/patients/:p/programme";
    Permission keep = Permission.KEEP_PROGRAMME;
    routes.get(path, guard.withPatient(Permission.VIEW_PATIENT, page::show));
    routes.post(path + "/laboratory", guard.withPatient(keep, page::enterValue));
    routes.post(path + "/laboratory/withdraw", guard.withPatient(keep, page::withdrawValue));
    routes.post(path + "/goals", guard.withPatient(keep, page::setGoal));
    routes.post(path + "/goals/withdraw", guard.withPatient(keep, page::withdrawGoal));
  }

  private void profile(Guard guard, ProfilePage page) {
    String path = "/patients/:p/profile";
    routes.get(path, guard.withPatient(Permission.VIEW_PATIENT, page::show));
    routes.post(path, guard.withPatient(Permission.CHANGE_PROFILE, page::change));
  }

  private void reports(Guard guard, SevenDayPage sevenDay) {
    routes.get(
        "/patients/:p/reports/seven-day",
        guard.withPatient(Permission.VIEW_PATIENT, sevenDay::show));
    routes.get(
        "/patients/:p/reports/seven-day/charts",
        guard.withPatient(Permission.VIEW_PATIENT, sevenDay::charts));
    routes.get(
        "/patients/:p/report.pdf", guard.withPatient(Permission.DOWNLOAD_REPORT, sevenDay::pdf));
    routes.get(
        "/api/v1/patients/:p/reports/seven-day",
        guard.withPatient(Permission.VIEW_PATIENT, sevenDay::json));
  }

  private void longer(Guard guard, String kind, LongerReports report) {
    routes.get(
        "/patients/:p/reports/" + kind + ".pdf",
        guard.withPatient(Permission.DOWNLOAD_REPORT, report::pdf));
    routes.get(
        "/api/v1/patients/:p/reports/" + kind,
        guard.withPatient(Permission.VIEW_PATIENT, report::json));
  }

  private void api(Guard guard, SessionApi session, PatientApi patients) {
    routes.get("/api/v1/openapi.json", new OpenApi());
    routes.post("/api/v1/session", guard.open(session::begin));
    routes.delete("/api/v1/session", guard.signedIn(session::end));
    routes.get("/api/v1/patients", guard.with(Permission.LIST_PATIENTS, patients::list));
    routes.get(
        "/api/v1/patients/:p/readings",
        guard.withPatient(Permission.VIEW_PATIENT, patients::readings));
    routes.get(
        "/api/v1/patients/:p/metrics",
        guard.withPatient(Permission.VIEW_PATIENT, patients::metrics));
    routes.get(
        "/api/v1/patients/:p/alarms", guard.withPatient(Permission.VIEW_PATIENT, patients::alarms));
  }

  public Router router() {
    return router;
  }

  public LiveUpdates live() {
    return live;
  }

  /** Every route there is. */
  public List<Dispatcher.RouteName> routes() {
    return routes.routes();
  }

  @Override
  public void close() {
    vertx.cancelTimer(sweepTimer);
    live.close();
  }
}
