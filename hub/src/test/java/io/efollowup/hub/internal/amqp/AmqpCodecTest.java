package io.efollowup.hub.internal.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.qpid.proton.codec.DecoderImpl;
import org.junit.jupiter.api.Test;

class AmqpCodecTest {
  /** The decoder of a thread lives as long as the hub, and anybody may send to it. */
  @Test
  void shouldKeepNothingOfTypesThatPeersMakeUp() throws Exception {
    decodeMadeUp(0);
    int known = knownTypes();
    for (long type = 1; type <= 1000; type++) {
      decodeMadeUp(type);
    }
    assertThat(knownTypes()).isEqualTo(known).isGreaterThan(40);
  }

  /** An amqp-value that is null, of a described type of which nobody has heard. */
  private static void decodeMadeUp(long type) {
    byte[] message =
        ByteBuffer.allocate(14)
            .put(new byte[] {0, 0x53, 0x77, 0, (byte) 0x80})
            .putLong(0x1234_5678_0000_0000L + type)
            .put((byte) 0x40)
            .array();
    assertThatThrownBy(() -> AmqpCodec.decode(message))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.error()).isEqualTo(HubError.MALFORMED_REQUEST));
  }

  private static int knownTypes() throws Exception {
    Field types = DecoderImpl.class.getDeclaredField("_dynamicTypeConstructors");
    types.setAccessible(true);
    return ((Map<?, ?>) types.get(AmqpCodec.decoder())).size();
  }
}
