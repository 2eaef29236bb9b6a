package io.efollowup.hub.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections share a codec: what one of them says wrong must not reach the next. */
class MqttCodecTest {
  private static final byte[] SUBSCRIBE = HexFormat.of().parseHex("82080001000361622300");

  /** To topic a, with the property k: v and the body x. */
  private static final byte[] PUBLISH_5 = HexFormat.of().parseHex("300c000161072600016b00017678");

  private final MqttCodec codec = new MqttCodec();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c0023030", // a ping with something behind it that could begin another packet
        "c00130",
        "c001c0",
        "c002c000",
        "c005c0003080c0", // a ping, a second one, and the beginning of a large packet
        "c004c00030c0",
        "e0023030",
        "400400013030",
        "4006000130303030",
        "820700010003616223",
        "82020001",
        "30020005",
        "3600",
        "f000",
        "0000",
        "320400016100",
        "300500032f2b2f"
      })
  void shouldRefuseWhatIsNotOnePacketAndReadTheNext(String hex) {
    byte[] bad = HexFormat.of().parseHex(hex);
    assertThatThrownBy(() -> codec.decode(bad, Version.V3_1_1))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.error()).isEqualTo(HubError.MALFORMED_REQUEST));
    assertThat(codec.decode(SUBSCRIBE, Version.V3_1_1)).isInstanceOf(Packet.Subscribe.class);
    assertThat(codec.decode(new byte[] {(byte) 0xC0, 0}, Version.V3_1_1))
        .isEqualTo(new Packet.Ping());
  }

  @ParameterizedTest
  @ValueSource(strings = {"f0dc000000c0800032f0dc000000c0", "f00a0000c0003080c0000000"})
  void shouldRefuseAnAuthenticationWithPacketsWithinAndReadTheNext(String hex) {
    byte[] bad = HexFormat.of().parseHex(hex);
    assertThatThrownBy(() -> codec.decode(bad, Version.V5)).isInstanceOf(HubException.class);
    assertReadsAsEver();
  }

  @Test
  void shouldNotTakeTheVersionOfOneConnectionForThatOfAnother() {
    byte[] second = HexFormat.of().parseHex("100d00044d5154540402003c000161");
    assertThat(codec.decode(second, Version.V5)).isEqualTo(new Packet.Foreign());
    assertReadsAsEver();
  }

  private void assertReadsAsEver() {
    assertThat(codec.decode(PUBLISH_5, Version.V5))
        .isInstanceOfSatisfying(
            Packet.Publish.class,
            publish -> {
              assertThat(publish.body()).containsExactly('x');
              assertThat(publish.userProperties()).containsEntry("k", "v");
            });
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void shouldReadAnAcknowledgementOfEitherVersion(Version version) {
    assertThat(codec.decode(HexFormat.of().parseHex("40020007"), version))
        .isEqualTo(new Packet.PubAck(7, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"300700036162ff6162", "30060003610062ff", "3005000361ffff"})
  void shouldRefuseTopicsThatAreNoText(String hex) {
    assertThatThrownBy(() -> codec.decode(HexFormat.of().parseHex(hex), Version.V3_1_1))
        .isInstanceOf(HubException.class);
  }
}
