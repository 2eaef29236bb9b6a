package io.efollowup.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Libraries of 2016 send their token and all that follows without waiting for the outcome. */
class PipelinedSaslTest {
  /** The hub's container id, which stands in its open and nowhere before. */
  private static final String OPEN = "efollowup-hub";

  @TempDir Path directory;
  private RunningHub running;
  private Device device;

  @BeforeEach
  void start() throws Exception {
    running = RunningHub.start(directory);
    device = running.hub().registry().createWithGeneratedKeys("cgm-a");
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void shouldTakeWhatIsSentBehindATokenThatIsStillBeingChecked() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(answer(RawSasl.opening(running.deviceToken(device)))).contains(OPEN);
    }
    assertThat(running.refused(HubError.MALFORMED_REQUEST)).isZero();
  }

  @Test
  void shouldTakeAnOpeningByteByByte() throws Exception {
    try (SSLSocket socket = connect()) {
      for (byte part : RawSasl.opening(running.deviceToken(device))) {
        socket.getOutputStream().write(part);
        socket.getOutputStream().flush();
      }
      assertThat(untilOpen(socket.getInputStream())).contains(OPEN);
    }
  }

  @Test
  void shouldRefuseABadTokenWhateverIsSentBehindIt() throws Exception {
    assertThat(answer(RawSasl.opening("nonsense"))).doesNotContain(OPEN);
    assertThat(running.refused(HubError.TOKEN_MALFORMED)).isEqualTo(1);
  }

  @Test
  void shouldRefuseAFrameThatIsNoSaslInitAndSayNothingOfTheHub() throws Exception {
    ByteArrayOutputStream another = new ByteArrayOutputStream();
    another.write(RawSasl.HEADER);
    another.write(RawSasl.OPEN);
    byte[] endless = {'A', 'M', 'Q', 'P', 3, 1, 0, 0, 0x7f, 0, 0, 0, 2, 1, 0, 0};
    byte[] stunted = {'A', 'M', 'Q', 'P', 3, 1, 0, 0, 0, 0, 0, 3};
    for (byte[] opening : List.of(another.toByteArray(), endless, stunted)) {
      String answer = answer(opening);
      assertThat(answer).startsWith("AMQP\3\1\0\0").contains("PLAIN").doesNotContain(OPEN);
    }
    assertThat(running.refused(HubError.MALFORMED_REQUEST)).isEqualTo(3);
  }

  /** The C libraries look for MSSBCBS in the offer and say nothing where they do not find it. */
  @ParameterizedTest
  @ValueSource(strings = {"MSSBCBS", "ANONYMOUS"})
  void shouldOpenForAClientThatWillPutATokenLater(String mechanism) throws Exception {
    assertThat(answer(RawSasl.openingBy(mechanism))).contains(mechanism).contains(OPEN);
  }

  @Test
  void shouldRefuseAMechanismThatIsNotOffered() throws Exception {
    assertThat(answer(RawSasl.openingBy("EXTERNAL"))).doesNotContain(OPEN);
    assertThat(running.refused(HubError.UNSUPPORTED)).isEqualTo(1);
  }

  @Test
  void shouldOpenForAClientThatLeavesSaslOut() throws Exception {
    ByteArrayOutputStream opening = new ByteArrayOutputStream();
    opening.write(RawSasl.AMQP);
    opening.write(RawSasl.OPEN);
    assertThat(answer(opening.toByteArray())).startsWith("AMQP\0\1\0\0").contains(OPEN);
  }

  private SSLSocket connect() throws Exception {
    return Tls.secure(running, running.hub().amqpsPort(), "127.0.0.1");
  }

  private String answer(byte[] opening) throws Exception {
    try (SSLSocket socket = connect()) {
      socket.getOutputStream().write(opening);
      socket.getOutputStream().flush();
      return untilOpen(socket.getInputStream());
    }
  }

  /** All that comes until the hub opens or hangs up. */
  private static String untilOpen(InputStream in) {
    StringBuilder said = new StringBuilder();
    byte[] part = new byte[4096];
    try {
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        said.append(new String(part, 0, read, StandardCharsets.ISO_8859_1));
        if (said.indexOf(OPEN) >= 0) {
          break;
        }
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the hub neither opened nor hung up", e);
    } catch (IOException e) {
      // A reset is an end too.
    }
    return said.toString();
  }
}
