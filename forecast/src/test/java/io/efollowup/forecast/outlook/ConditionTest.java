package io.efollowup.forecast.outlook;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.forecast.WearerProfile;
import io.efollowup.forecast.WearerTraits;
import io.efollowup.glucose.GlucoseTrace;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What a forecast is given under a condition fits together. */
class ConditionTest {
  private static final WearerProfile EVERY_5 =
      WearerProfile.of(
          new WearerTraits(
              Optional.of("dexcom"), OptionalInt.of(5), Optional.empty(), Optional.empty()));

  private static int cadence(WearerProfile wearer) {
    return wearer.traits().cadenceMinutes().orElse(0);
  }

  @Test
  void shouldStateTheCadenceOfTheHistory() {
    GlucoseTrace trace = People.trace(100, 5, 3);
    int last = trace.size() - 1;
    for (Condition condition : Condition.values()) {
      GlucoseTrace history = condition.history(trace, last);
      Readings readings = Readings.of(history, 0, history.size(), EVERY_5.range());
      WearerProfile wearer = condition.wearer(EVERY_5);

      assertThat(cadence(wearer))
          .as(condition.text())
          .isIn(condition == Condition.UNKNOWN_WEARER ? 0 : (int) Look.cadence(readings));
      assertThat(wearer.traits().sensor().isEmpty())
          .isEqualTo(condition == Condition.UNKNOWN_WEARER);
    }
  }

  @Test
  void shouldStateNoCadenceWhereNoneIsKnown() {
    assertThat(cadence(Condition.EVERY_15.wearer(WearerProfile.UNKNOWN))).isZero();
  }
}
