package io.efollowup.hub.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.efollowup.hub.FuzzInputs;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever text stands as topic, filter, property bag or user name: it is read or refused. */
class TopicFuzzTest {
  private static final Set<HubError> REFUSALS =
      EnumSet.of(
          HubError.MALFORMED_REQUEST,
          HubError.RESOURCE_NOT_FOUND,
          HubError.PERMISSION_MISSING,
          HubError.TOKEN_MALFORMED);

  static Stream<byte[]> seeds() {
    return Stream.of(
            "devices/a%62/messages/events/$.mid=1&%24.ct=application%2Fjson&k=v&e=&f",
            "devices/a%2562/messages/devicebound/#",
            "$iothub/twin/GET/?$rid=1",
            "$iothub/twin/PATCH/properties/reported/?$rid=a%20b&$version=12",
            "$iothub/methods/res/-200/?$rid=1",
            "$iothub/twin/res/#",
            "$iothub/methods/POST/#",
            "hub.test/a%62/?api-version=2020-09-30&DeviceClientType=x%2Fy")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @Tag("fuzz")
  @FuzzTest(maxDuration = "60s")
  void fuzz(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    readOrRefused(() -> Topic.parse(text, "a%62"));
    readOrRefused(() -> Feed.of(text, "a%62"));
    readOrRefused(() -> UserName.parse(text));
    readOrRefused(() -> PropertyBag.parse(text).system("mid"));
  }

  private static void readOrRefused(Runnable reading) {
    try {
      reading.run();
    } catch (HubException e) {
      assertThat(REFUSALS).contains(e.error());
    }
  }

  @Test
  void shouldReadOrRefuseAnyText() {
    FuzzInputs.run(getClass(), seeds().toList(), 5000, this::fuzz);
  }
}
