package io.efollowup.portal.internal.page;

import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.portal.internal.access.Cookies;
import io.efollowup.portal.internal.access.Forgery;
import io.efollowup.portal.internal.access.Permission;
import io.efollowup.portal.internal.access.Secrets;
import io.efollowup.portal.internal.access.Viewer;
import io.efollowup.portal.internal.live.Changes;
import io.efollowup.portal.internal.view.Words;
import io.efollowup.portal.internal.web.Reply;
import io.efollowup.portal.internal.web.Request;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.PatientId;
import io.efollowup.record.Role;
import java.util.Locale;
import java.util.Optional;

/** Makes the frames of pages: whose, in which language and unit. */
public final class Frames {
  private final ClinicalRecord record;
  private final Forgery forgery;
  private final Assets assets;
  private final GlucoseUnit unit;
  private final Changes changes;

  /**
   * @param unit for people who have not chosen one
   */
  public Frames(
      ClinicalRecord record, Forgery forgery, Assets assets, GlucoseUnit unit, Changes changes) {
    this.record = record;
    this.forgery = forgery;
    this.assets = assets;
    this.unit = unit;
    this.changes = changes;
  }

  /** A frame for somebody signed in. */
  public Frame of(Request request, Viewer viewer, String titleKey, String section) {
    Words words = words(request, Optional.of(viewer));
    return new Frame(
        words,
        unit(request, viewer),
        words.say(titleKey),
        token(request),
        viewer.account().name(),
        viewer.may(Permission.LIST_PATIENTS),
        viewer.account().role() != Role.PATIENT,
        section,
        ownPath(request),
        changes.now(),
        alarms(viewer),
        assets);
  }

  /** The token that the forms of somebody signed in carry. */
  public String token(Request request) {
    return forgery.token(request.cookie(Cookies.SESSION).orElse(""));
  }

  /** A page for somebody who is not signed in; its forms are tied to the browser by a cookie. */
  public Reply forVisitor(Request request, String titleKey, VisitorPage page) {
    Optional<String> known = request.cookie(Cookies.VISIT);
    String visit = known.orElseGet(Secrets::randomToken);
    Words words = words(request, Optional.empty());
    Frame frame =
        new Frame(
            words,
            chosenUnit(request).orElse(unit),
            words.say(titleKey),
            forgery.token(visit),
            "",
            false,
            false,
            "",
            ownPath(request),
            0,
            0,
            assets);
    Reply reply = page.of(frame);
    return known.isPresent() ? reply : Cookies.set(reply, Cookies.VISIT, visit);
  }

  /** Makes a visitor's page in its frame. */
  @FunctionalInterface
  public interface VisitorPage {
    Reply of(Frame frame);
  }

  /** The language: chosen, else the account's, else the browser's, else English. */
  public Words words(Request request, Optional<Viewer> viewer) {
    String language =
        request
            .cookie(Cookies.LANGUAGE)
            .or(() -> viewer.map(v -> v.account().language()))
            .or(() -> request.header("accept-language").map(Frames::preferred))
            .orElse("en");
    return Words.in(Locale.forLanguageTag(language));
  }

  /** The unit: chosen, else the one a patient reads, else the installation's. */
  public GlucoseUnit unit(Request request, Viewer viewer) {
    return chosenUnit(request).or(() -> ownUnit(viewer)).orElse(unit);
  }

  private Optional<GlucoseUnit> ownUnit(Viewer viewer) {
    Optional<PatientId> own = viewer.account().patient();
    return own.flatMap(id -> record.in(viewer.organisation()).patient(id)).map(p -> p.unit());
  }

  private static Optional<GlucoseUnit> chosenUnit(Request request) {
    return request.cookie(Cookies.UNIT).flatMap(Frames::unitOf);
  }

  /** The unit of a choice as cookies and forms write it. */
  static Optional<GlucoseUnit> unitOf(String choice) {
    return switch (choice) {
      case "mmol" -> Optional.of(GlucoseUnit.MMOL_L);
      case "mgdl" -> Optional.of(GlucoseUnit.MG_DL);
      default -> Optional.empty();
    };
  }

  private static String preferred(String acceptLanguage) {
    for (String range : acceptLanguage.split(",", -1)) {
      String language = range.strip().toLowerCase(Locale.ROOT);
      if (language.startsWith("zh") || language.startsWith("en")) {
        return language.substring(0, 2);
      }
    }
    return "en";
  }

  private int alarms(Viewer viewer) {
    if (!viewer.may(Permission.ACKNOWLEDGE_ALARM)) {
      return 0;
    }
    return (int)
        record.in(viewer.organisation()).activeAlarms().stream()
            .filter(alarm -> alarm.acknowledgedAt().isEmpty())
            .count();
  }

  private static String ownPath(Request request) {
    return request.isUnsafe()
        ? "/"
        : request
            .queryParameter("period")
            .map(period -> request.path() + "?period=" + period.replaceAll("[^0-9a-z]", ""))
            .orElse(request.path());
  }
}
