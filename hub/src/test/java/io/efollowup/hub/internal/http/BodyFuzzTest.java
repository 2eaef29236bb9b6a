package io.efollowup.hub.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.efollowup.hub.DeviceMessage;
import io.efollowup.hub.FuzzInputs;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.ReportedAllowList;
import io.efollowup.hub.TwinChange;
import io.efollowup.hub.internal.Json;
import io.efollowup.hub.internal.twin.MergePatch;
import io.efollowup.hub.internal.twin.ReportedRules;
import io.efollowup.hub.internal.twin.TwinLimits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a body says: identities, batches, twins, method calls are read or refused. */
class BodyFuzzTest {
  private static final Set<HubError> REFUSALS =
      EnumSet.of(
          HubError.MALFORMED_REQUEST,
          HubError.UNSUPPORTED,
          HubError.DEVICE_ID_REFUSED,
          HubError.MESSAGE_TOO_LARGE,
          HubError.TWIN_TOO_LARGE,
          HubError.REPORTED_REFUSED,
          HubError.PRECONDITION_FAILED);
  private static final BatchBody BATCHES = new BatchBody(4096);

  static Stream<byte[]> seeds() {
    return Stream.of(
            "{'deviceId':'a','status':'Enabled','authentication':{'type':'sas','symmetricKey':{'primaryKey':'AAECAwQFBgcICQoLDA0ODw==','secondaryKey':null}}}",
            "[{'id':'a','importMode':'updateIfMatchETag','eTag':'x'}]",
            "[{'body':'YQ==','base64Encoded':true,'properties':{'iothub-app-K':1e5,'iothub-messageid':'m'}},{'body':'!'}]",
            "{'tags':{'ward':null},'properties':{'desired':{'interval':300,'$version':2,'deep':{'er':[1,{}]}},'reported':{}},'etag':'x'}",
            "{'methodName':'m','payload':[1],'responseTimeoutInSeconds':5,'connectTimeoutInSeconds':0}",
            "[".repeat(100_000),
            "{a:1e999999999}")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @Tag("fuzz")
  @FuzzTest(maxDuration = "60s")
  void fuzz(byte[] body) {
    attempt(() -> shouldWriteWhatItReads(body));
    attempt(() -> DeviceJson.read(Json.readObject(body), "deviceId"));
    attempt(() -> Json.read(body).forEach(item -> attempt(() -> DeviceJson.read(item, "id"))));
    attempt(() -> shouldKeepToTheSize(BATCHES.read("a", Instant.EPOCH, body), body));
    attempt(() -> TwinChange.parse(body));
    attempt(() -> shouldKeepToTheRules(body));
    attempt(() -> MethodEndpoint.read("a", body));
  }

  private static void attempt(Runnable reading) {
    try {
      reading.run();
    } catch (HubException e) {
      assertThat(REFUSALS).contains(e.error());
    }
  }

  private static void shouldWriteWhatItReads(byte[] body) {
    var read = Json.read(body);
    if (!read.isMissingNode()) {
      byte[] written = Json.write(read);
      assertThat(Json.write(Json.read(written))).isEqualTo(written);
    }
  }

  private static void shouldKeepToTheSize(List<DeviceMessage> messages, byte[] body) {
    assertThat(messages).isNotEmpty();
    assertThat(messages.stream().mapToInt(message -> message.body().length).sum())
        .isLessThanOrEqualTo(body.length);
    assertThat(messages).allMatch(message -> message.device().equals("a"));
  }

  private static void shouldKeepToTheRules(byte[] body) {
    ReportedAllowList allowed = new ReportedAllowList(List.of("interval"), 128);
    ObjectNode patch = new ReportedRules(allowed).requirePatch(body);
    ObjectNode merged = MergePatch.apply(Json.object(), patch);
    assertThat(merged.properties()).allMatch(property -> property.getKey().equals("interval"));
    assertThat(MergePatch.apply(merged, patch)).isEqualTo(merged);
    assertThat(TwinLimits.size(merged)).isPositive();
  }

  @Test
  void shouldReadOrRefuseAnyBody() {
    FuzzInputs.run(getClass(), seeds().toList(), 3000, this::fuzz);
  }
}
