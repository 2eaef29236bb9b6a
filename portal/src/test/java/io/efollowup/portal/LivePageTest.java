package io.efollowup.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.portal.SyntheticClinic.Life;
import io.efollowup.record.AlarmKind;
import io.efollowup.record.DiabetesType;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.PatientId;
import io.efollowup.record.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pages as a real browser shows them; skipped where there is no Chromium. */
class LivePageTest {
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  /** What can be touched and is lower or narrower than 44 px; a link that fills its row is not. */
  private static final String TOO_SMALL =
      """
      () => [...document.querySelectorAll("a:not(.skip), button, input:not([type=hidden]), select, summary")]
        .filter((e) => !e.closest("tr, [hidden]") && e.getClientRects().length > 0)
        .map((e) => [e.className || e.tagName, e.getBoundingClientRect()])
        .filter(([name, box]) => box.width < 43.5 || box.height < 43.5)
        .map(([name, box]) => name + " " + box.width + " x " + box.height)
      """;

  private static final double LONGEST_MILLIS = 120_000;

  private static RunningPortal portal;
  private static SyntheticClinic clinic;
  private static PatientId patient;
  private static Playwright playwright;
  private static Browser chromium;

  @BeforeAll
  static void start() {
    Optional<Path> executable = executable();
    assumeTrue(
        executable.isPresent(), "No Chromium on the PATH: the pages are not opened in a browser");
    Instant now = Instant.now();
    portal = new RunningPortal(InstantSource.system(), 0);
    clinic = new SyntheticClinic(portal.record, OrganisationId.DEFAULT);
    patient = clinic.patient("P-7K3FQ2", DiabetesType.TYPE_1, 1980, GlucoseUnit.MMOL_L);
    clinic.live(patient, Life.calm(15), GlucoseUnit.MMOL_L, now, 1);
    clinic.alarm(patient, AlarmKind.URGENT_LOW, now.minusSeconds(300), Optional.empty());
    clinic.account("doctor", Role.DOCTOR, "en", Optional.empty());
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    PlaywrightAssertions.setDefaultAssertionTimeout(LONGEST_MILLIS);
    chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable.get())
                    .setArgs(FLAGS)
                    .setTimeout(LONGEST_MILLIS));
  }

  @AfterAll
  static void stop() {
    if (playwright != null) {
      playwright.close();
      portal.close();
    }
  }

  @Test
  void shouldShowNewReadingsWithoutReloadOnListAndPatientPage() {
    List<String> complaints = new ArrayList<>();
    try (BrowserContext context = opened(new Browser.NewContextOptions())) {
      Page list = context.newPage();
      list.onConsoleMessage(message -> complain(complaints, message.type(), message.text()));
      list.onPageError(complaints::add);
      signIn(list);
      assertThat(list.locator("#rows tr")).hasCount(1);
      assertThat(list.locator("#rows")).containsText("P-7K3FQ2");

      Page page = context.newPage();
      page.onConsoleMessage(message -> complain(complaints, message.type(), message.text()));
      page.onPageError(complaints::add);
      page.navigate(portal.address() + list.locator("#rows a").getAttribute("href"));
      assertThat(page.locator("#curve canvas")).isVisible();
      page.evaluate("window.stillTheSamePage = true");
      list.evaluate("window.stillTheSamePage = true");
      Await.until(() -> streams() == 2);

      clinic.reading(patient, Instant.now(), new GlucoseValue.Measured(Glucose.mmol(15.2)));
      portal.live().changed(OrganisationId.DEFAULT, patient);

      assertThat(page.locator(".now-card .value")).hasText("15.2");
      assertThat(list.locator("#rows .now .value")).hasText("15.2");
      assertThat(list.locator("#rows .why")).containsText("above 13.9");
      assertThat(page.evaluate("window.stillTheSamePage")).isEqualTo(true);
      assertThat(list.evaluate("window.stillTheSamePage")).isEqualTo(true);
      assertThat(complaints).isEmpty();
    }
  }

  /** The page that was open judges by the new limits without a reading, and as a whole. */
  @Test
  void shouldJudgeOpenPagesAnewWhenTargetsChange() {
    try (BrowserContext context =
        chromium.newContext(new Browser.NewContextOptions().setIgnoreHTTPSErrors(true))) {
      Page open = context.newPage();
      signIn(open);
      open.navigate(portal.address() + "/?show=all");
      String href = portal.address() + open.locator("#rows a").first().getAttribute("href");
      open.navigate(href);
      assertThat(open.locator(".main-line")).containsText("3.9–10.0");
      Page form = context.newPage();
      form.navigate(href + "/profile");
      assertThat(form.locator(".own-limits")).isHidden();
      form.locator("[name=targets][value=own]").check();
      form.locator("[name=high]").fill("8,5");
      form.locator(".profile-save button").click();

      assertThat(form.locator(".notice-good")).containsText("Saved");
      assertThat(open.locator(".main-line")).containsText("3.9–8.5");
      String zone = form.locator("[name=zone]").inputValue();
      form.locator("[name=targets][value=adult]").check();
      form.locator("[name=zone]").fill("Europe/Berlin");
      form.locator(".profile-save button").click();
      assertThat(open.locator(".main-line")).containsText("3.9–10.0");
      assertThat(open.locator(".patient-zone")).containsText("Europe/Berlin");
      form.locator("[name=zone]").fill(zone);
      form.locator(".profile-save button").click();
      assertThat(open.locator(".patient-zone")).containsText(zone);
    }
  }

  @Test
  void shouldTakeNoteOfAnAlarmFromThePatientPage() {
    try (BrowserContext context = opened(new Browser.NewContextOptions())) {
      Page page = context.newPage();
      signIn(page);
      page.navigate(portal.address() + "/?show=all");
      page.locator("#search").press("ArrowDown");
      page.keyboard().press("Enter");
      Locator form = page.locator(".acknowledge:has(input[value=URGENT_LOW])");
      form.locator("button").click();

      assertThat(page.locator(".alarm.a-very-low")).containsText("noted by doctor");
      assertThat(form).hasCount(0);
    }
  }

  @Test
  void shouldTakeNoteOfAnAlarmBeforeAnyScriptHasLoaded() {
    clinic.alarm(
        patient, AlarmKind.LOW, Instant.now().minusSeconds(600), Optional.of(Instant.now()));
    try (BrowserContext context =
        opened(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
      Page page = context.newPage();
      signIn(page);
      page.navigate(portal.address() + "/?show=all");
      page.navigate(portal.address() + page.locator("#rows a").first().getAttribute("href"));
      Locator form = page.locator(".acknowledge:has(input[value=LOW])");
      form.locator("button").click();

      assertThat(page.locator(".alarm.a-low")).containsText("noted by doctor");
      assertThat(form).hasCount(0);
      assertThat(page).hasURL(Pattern.compile(".*/patients/[^/]+$"));
    }
  }

  @Test
  void shouldFitEveryWidthInBothLanguages() {
    for (String language : List.of("zh", "en")) {
      try (BrowserContext context = opened(new Browser.NewContextOptions())) {
        Page page = context.newPage();
        signIn(page);
        choose(page, language);
        page.navigate(portal.address() + "/?show=all");
        String href = page.locator("#rows a").getAttribute("href");
        for (int width : new int[] {320, 360, 820, 1280, 1440}) {
          page.setViewportSize(width, 900);
          for (String path : screens(href)) {
            page.navigate(portal.address() + path);
            Object overflow =
                page.evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth");
            assertThat(overflow).as("%s at %s in %s", path, width, language).isEqualTo(0);
          }
        }
      }
    }
  }

  @Test
  void shouldGiveAThumbRoomForEverythingItCanTouch() {
    try (BrowserContext context =
        opened(
            new Browser.NewContextOptions()
                .setViewportSize(360, 780)
                .setHasTouch(true)
                .setIsMobile(true))) {
      Page page = context.newPage();
      signIn(page);
      page.navigate(portal.address() + "/?show=all");
      String href = page.locator("#rows a").getAttribute("href");
      for (String path : screens(href)) {
        page.navigate(portal.address() + path);
        assertThat((List<?>) page.evaluate(TOO_SMALL)).as(path).isEmpty();
      }
    }
  }

  private static List<String> screens(String patient) {
    return List.of(
        "/?show=all",
        patient,
        patient + "/reports/seven-day",
        patient + "/programme",
        patient + "/profile",
        "/alarms",
        "/nothing-here");
  }

  private static BrowserContext opened(Browser.NewContextOptions options) {
    BrowserContext context = chromium.newContext(options.setIgnoreHTTPSErrors(true));
    context.setDefaultTimeout(LONGEST_MILLIS);
    return context;
  }

  /** Returns when the page has come in it: a navigation before that would cut it off. */
  private static void choose(Page page, String language) {
    page.evaluate("window.before = true");
    page.locator("button[value=" + language + "]").click();
    page.waitForFunction("() => !window.before");
    assertThat(page.locator("html"))
        .hasAttribute("lang", language.equals("zh") ? "zh-CN" : language);
  }

  private static void signIn(Page page) {
    page.navigate(portal.address() + "/");
    page.locator("#name").fill("doctor");
    page.locator("#password").fill(SyntheticClinic.PASSWORD);
    page.locator(".primary").click();
    assertThat(page.locator(".account")).isVisible();
  }

  private static int streams() {
    return (int) portal.meters.get("efollowup.portal.live.streams").gauge().value();
  }

  private static void complain(List<String> complaints, String type, String text) {
    if (type.equals("error") || type.equals("warning")) {
      complaints.add(text);
    }
  }

  private static Optional<Path> executable() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(java.io.File.pathSeparator, -1))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
