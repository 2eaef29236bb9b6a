package io.efollowup.hub.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.internal.ByteBudget;
import io.efollowup.hub.internal.Owner;
import io.efollowup.hub.internal.guard.Origin;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import org.junit.jupiter.api.Test;

/** Whose share the frames of a connection count for, and until when. */
class MeteredFramesTest {
  private static final WebSocketDecoderConfig CONFIG = WebSocketDecoderConfig.newBuilder().build();

  private final ByteBudget budget = new ByteBudget(1 << 20, 8);

  private MeteredFrames frames() {
    return new MeteredFrames(
        CONFIG, budget.holding(new Owner.Address(Origin.UNKNOWN)), (why, status) -> {});
  }

  @Test
  void shouldHoldNothingForAConnectionThatHasGoneBefore() {
    EmbeddedChannel channel = new EmbeddedChannel(new WebSocket13FrameDecoder(CONFIG));
    channel.finishAndReleaseAll();
    assertThat(frames().enter(channel.pipeline())).isFalse();
    assertThat(budget.owners()).isZero();
  }

  @Test
  void shouldHoldNothingAfterTheConnection() {
    EmbeddedChannel channel = new EmbeddedChannel(new WebSocket13FrameDecoder(CONFIG));
    assertThat(frames().enter(channel.pipeline())).isTrue();
    assertThat(channel.pipeline().names()).contains("frames");
    assertThat(budget.owners()).isEqualTo(1);
    channel.finishAndReleaseAll();
    assertThat(budget.owners()).isZero();
  }
}
