package io.efollowup.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.record.AuditEntry;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInTest {
  private static final String RIGHT = SyntheticClinic.PASSWORD;
  private final SteeredClock clock = new SteeredClock(Instant.parse("2026-11-20T08:00:00Z"));
  private RunningPortal portal;
  private Browser browser;

  @BeforeEach
  void start() {
    portal = new RunningPortal(clock, 0);
    SyntheticClinic clinic = new SyntheticClinic(portal.record, OrganisationId.DEFAULT);
    clinic.account("doctor", Role.DOCTOR, "en", Optional.empty());
    browser = new Browser(portal);
  }

  @AfterEach
  void stop() {
    portal.close();
  }

  @Test
  void shouldOpenSessionWithCookieOnlyThisHostAndHttpsGet() {
    HttpResponse<String> answer = browser.signIn("doctor", RIGHT);

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().allValues("set-cookie"))
        .anySatisfy(
            cookie ->
                assertThat(cookie)
                    .startsWith("__Host-efollowup=")
                    .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/"));
    assertThat(browser.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldGiveTheSameAnswerToWrongPasswordAndUnknownName() {
    HttpResponse<String> wrong = browser.signInAsProgram("doctor", "wrong");
    HttpResponse<String> unknown = browser.signInAsProgram("nobody", "wrong");

    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.body()).isEqualTo(unknown.body());
    assertThat(wrong.headers().firstValue("content-type"))
        .isEqualTo(unknown.headers().firstValue("content-type"))
        .contains("application/problem+json");
    assertThat(unknown.statusCode()).isEqualTo(401);
  }

  @Test
  void shouldLockKnownAndUnknownNamesAlike() {
    for (String name : new String[] {"doctor", "nobody"}) {
      for (int i = 0; i < 5; i++) {
        assertThat(browser.signInAsProgram(name, "wrong").statusCode()).isEqualTo(401);
      }
      assertThat(browser.signInAsProgram(name, RIGHT).statusCode()).isEqualTo(429);
    }
    assertThat(browser.cookies).doesNotContainKey("__Host-efollowup");
  }

  @Test
  void shouldOpenAgainAfterTheLockAndLockLongerNextTime() {
    for (int i = 0; i < 5; i++) {
      browser.signInAsProgram("doctor", "wrong");
    }
    Await.until(() -> portal.record.account("doctor").orElseThrow().failures() == 5);
    clock.advance(Duration.ofMinutes(14));
    assertThat(browser.signInAsProgram("doctor", RIGHT).statusCode()).isEqualTo(429);
    clock.advance(Duration.ofMinutes(2));
    assertThat(browser.signInAsProgram("doctor", "wrong").statusCode()).isEqualTo(401);
    Await.until(() -> portal.record.account("doctor").orElseThrow().failures() == 6);
    clock.advance(Duration.ofMinutes(16));
    assertThat(browser.signInAsProgram("doctor", RIGHT).statusCode()).isEqualTo(429);
    clock.advance(Duration.ofMinutes(15));
    assertThat(browser.signInAsProgram("doctor", RIGHT).statusCode()).isEqualTo(204);
    assertThat(portal.record.account("doctor").orElseThrow().failures()).isZero();
  }

  @Test
  void shouldRefuseFormWithoutTheTokenOfItsBrowser() {
    browser.get("/sign-in");
    String body = "name=doctor&password=" + RIGHT.replace(' ', '+');
    assertThat(browser.post("/sign-in", body).statusCode()).isEqualTo(403);

    String foreign = Browser.tokenIn(new Browser(portal).get("/sign-in").body());
    assertThat(browser.post("/sign-in", body + "&_csrf=" + foreign).statusCode()).isEqualTo(403);
  }

  @Test
  void shouldRefuseRequestsOfOtherSites() {
    browser.signIn("doctor", RIGHT);
    String token = Browser.tokenIn(browser.get("/").body());
    HttpResponse<String> form =
        browser.post("/sign-out", "_csrf=" + token, "origin", "https://elsewhere.example");
    HttpResponse<String> api =
        browser.send(
            "POST",
            "/api/v1/session",
            "{\"user\":\"doctor\",\"password\":\"x\"}",
            "content-type",
            "application/json",
            "origin",
            "https://elsewhere.example");
    HttpResponse<String> text =
        browser.send("POST", "/api/v1/session", "{}", "content-type", "text/plain");

    assertThat(form.statusCode()).isEqualTo(403);
    assertThat(api.statusCode()).isEqualTo(403);
    assertThat(text.statusCode()).isEqualTo(415);
    assertThat(browser.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldChangeTheCookieAtSignInAndForgetTheOldSession() {
    browser.signIn("doctor", RIGHT);
    String first = browser.cookies.get("__Host-efollowup");
    browser.signInAsProgram("doctor", RIGHT);

    assertThat(browser.cookies.get("__Host-efollowup")).isNotEqualTo(first).hasSize(43);
  }

  @Test
  void shouldEndSessionAfterIdleTimeButNotWhileItIsUsed() {
    browser.signIn("doctor", RIGHT);
    clock.advance(Duration.ofMinutes(14));
    assertThat(browser.get("/").statusCode()).isEqualTo(200);
    clock.advance(Duration.ofMinutes(14));
    assertThat(browser.get("/").statusCode()).isEqualTo(200);
    clock.advance(Duration.ofMinutes(16));
    assertThat(browser.get("/").statusCode()).isEqualTo(303);
  }

  @Test
  void shouldNotCountWhatPagesFetchByThemselvesAsUse() {
    browser.signIn("doctor", RIGHT);
    for (int i = 0; i < 3; i++) {
      clock.advance(Duration.ofMinutes(4));
      assertThat(browser.get("/fragments/patients", "x-fragment", "1").statusCode()).isEqualTo(200);
    }
    clock.advance(Duration.ofMinutes(4));
    HttpResponse<String> late = browser.get("/fragments/patients", "x-fragment", "1");

    assertThat(late.statusCode()).isEqualTo(401);
    assertThat(late.headers().firstValue("hx-redirect")).contains("/sign-in?ended");
  }

  @Test
  void shouldSignInAgainInABrowserThatKeptTheCookieOfAnEndedSession() {
    browser.signIn("doctor", RIGHT);
    clock.advance(Duration.ofMinutes(16));
    assertThat(browser.get("/").statusCode()).isEqualTo(303);
    assertThat(browser.cookies).containsKey("__Host-efollowup");

    assertThat(browser.signIn("doctor", RIGHT).statusCode()).isEqualTo(303);
    assertThat(browser.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldRefuseTheTokenOfAVisitInsideASession() {
    String visitors = Browser.tokenIn(browser.get("/sign-in").body());
    String visit = browser.cookies.get("__Host-efollowup-visit");
    browser.signIn("doctor", RIGHT);
    browser.cookies.put("__Host-efollowup-visit", visit);

    assertThat(browser.post("/sign-out", "_csrf=" + visitors).statusCode()).isEqualTo(403);
  }

  @Test
  void shouldEndSessionAfterTwelveHoursInAnyCase() {
    browser.signIn("doctor", RIGHT);
    for (int i = 0; i < 71; i++) {
      clock.advance(Duration.ofMinutes(10));
      assertThat(browser.get("/").statusCode()).isEqualTo(200);
    }
    clock.advance(Duration.ofMinutes(11));
    assertThat(browser.get("/").statusCode()).isEqualTo(303);
  }

  @Test
  void shouldSignOut() {
    browser.signIn("doctor", RIGHT);
    String cookie = browser.cookies.get("__Host-efollowup");
    String token = Browser.tokenIn(browser.get("/").body());
    assertThat(browser.post("/sign-out", "_csrf=" + token).statusCode()).isEqualTo(303);

    browser.cookies.put("__Host-efollowup", cookie);
    assertThat(browser.get("/").statusCode()).isEqualTo(303);
  }

  @Test
  void shouldPutADisabledAccountOutAtOnce() {
    browser.signIn("doctor", RIGHT);
    portal.record.write(
        transaction -> {
          var a = portal.record.account("doctor").orElseThrow();
          transaction.putAccount(
              new io.efollowup.record.Account(
                  a.organisation(),
                  a.name(),
                  a.role(),
                  a.passwordHash(),
                  a.patient(),
                  a.language(),
                  true,
                  0,
                  Optional.empty(),
                  a.createdAt()));
          return null;
        });

    assertThat(browser.get("/").statusCode()).isEqualTo(303);
    assertThat(browser.signInAsProgram("doctor", RIGHT).statusCode()).isEqualTo(401);
  }

  @Test
  void shouldAuditAllowedAndRefusedSignIns() {
    browser.signInAsProgram("doctor", "wrong");
    Await.until(() -> audited("refused"));
    browser.signInAsProgram("doctor", RIGHT);

    assertThat(audited("allowed")).isTrue();
  }

  @Test
  void shouldNeverRedirectToAnotherHost() {
    String token = Browser.tokenIn(browser.get("/sign-in").body());
    String form = "_csrf=" + token + "&name=doctor&password=" + RIGHT.replace(' ', '+');
    HttpResponse<String> answer =
        browser.post("/sign-in", form + "&next=%2F%2Felsewhere.example%2F");

    assertThat(answer.headers().firstValue("location")).contains("/");
  }

  private boolean audited(String outcome) {
    return portal.record.in(OrganisationId.DEFAULT).audit(10).stream()
        .filter(entry -> entry.action().equals("sign-in"))
        .map(AuditEntry::outcome)
        .anyMatch(outcome::equals);
  }
}
