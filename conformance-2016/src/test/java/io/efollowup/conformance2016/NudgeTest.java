package io.efollowup.conformance2016;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.IotHubStatusCode;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.transport.amqps.AmqpsIotHubConnection;
import io.efollowup.testkit.process.Await;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.log4j.AppenderSkeleton;
import org.apache.log4j.Level;
import org.apache.log4j.Logger;
import org.apache.log4j.spi.LoggingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The race in the library's own {@code open}, lost on purpose. */
@ExtendWith(EraExtension.class)
class NudgeTest {
  private final Era era;

  private final BlockingQueue<IotHubStatusCode> outcomes = new LinkedBlockingQueue<>();

  NudgeTest(Era era) {
    this.era = era;
  }

  @Test
  void shouldBeReadyAtTheHubWhereTheLibraryHasMissedItsNotification() throws Exception {
    DeviceClient client = era.device(era.newDevice(), IotHubClientProtocol.AMQPS);
    int before = Nudge.given();

    openedLate(client);

    assertThat(Nudge.given() - before).isEqualTo(1);
    client.sendEventAsync(
        new Message("x".getBytes(UTF_8)), (status, context) -> outcomes.add(status), null);
    assertThat(Await.next("an outcome", outcomes)).isEqualTo(IotHubStatusCode.OK_EMPTY);
    Nudge.close(client);
  }

  /** Keeps the opening thread from waiting until the hub has attached the link. */
  private static void openedLate(DeviceClient client) throws Exception {
    Logger logger = Logger.getLogger(AmqpsIotHubConnection.class);
    Hold hold = new Hold(client);
    Level level = logger.getLevel();
    logger.setLevel(Level.INFO); // what the connection's thread says is below
    logger.addAppender(hold);
    try {
      Nudge.open(client);
    } finally {
      logger.removeAppender(hold);
      logger.setLevel(level);
    }
  }

  /** The library logs between starting its thread and waiting for it. */
  private static final class Hold extends AppenderSkeleton {
    private final DeviceClient client;

    Hold(DeviceClient client) {
      this.client = client;
    }

    @Override
    protected void append(LoggingEvent event) {
      if (event.getRenderedMessage().startsWith("Reactor is assigned")) {
        try {
          Await.until("the link is attached", () -> Nudge.isAttached(client));
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      }
    }

    @Override
    public void close() {}

    @Override
    public boolean requiresLayout() {
      return false;
    }
  }
}
