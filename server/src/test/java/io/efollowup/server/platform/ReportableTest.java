package io.efollowup.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.ReportedAllowList;
import io.efollowup.server.config.Configuration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportableTest {
  @Test
  void shouldAllowTheStandardNamesWhereNothingIsStated() {
    assertThat(of()).isEqualTo(ReportedAllowList.standard());
  }

  @Test
  void shouldAllowAnyNameWhereForeignMessagesAreAcceptedAndNoneIsStated() {
    assertThat(of("hub.foreign-messages=accept").allows("whatever")).isTrue();
    assertThat(of("hub.foreign-messages=accept").maxBytesEach()).isEqualTo(1024);
    assertThat(of("hub.foreign-messages=accept", "hub.twin.reported=a").allows("whatever"))
        .isFalse();
  }

  @Test
  void shouldAllowWhatIsStated() {
    ReportedAllowList stated = of("hub.twin.reported=b, a", "hub.twin.reported-bytes=7");
    assertThat(stated).isEqualTo(new ReportedAllowList(List.of("a", "b"), 7));
    assertThat(of("hub.twin.reported=*").allows("whatever")).isTrue();
  }

  private static ReportedAllowList of(String... settings) {
    return Reportable.of(Configuration.read(Optional.empty(), Map.of(), List.of(settings)));
  }
}
