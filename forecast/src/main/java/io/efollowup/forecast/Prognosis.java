package io.efollowup.forecast;

import java.time.Instant;
import java.util.List;

/**
 * The next two hours of one patient, as a distribution: what is expected, how sure that is, and how
 * likely a low or a high is. Decision support: never a reason to dose.
 *
 * @param origin when it was made; what came later was not seen
 * @param steps {@link #STEPS} steps, five minutes apart, the first five minutes after the origin
 * @param risks one for each limit and horizon of {@link GlucoseRisk}
 */
public record Prognosis(
    Instant origin, List<ForecastStep> steps, List<GlucoseRisk> risks, Basis basis)
    implements Outlook {
  /** Steps of {@link #STEP_MINUTES}: two hours. */
  public static final int STEPS = 24;

  public static final int STEP_MINUTES = 5;

  public Prognosis {
    steps = List.copyOf(steps);
    risks = List.copyOf(risks);
    if (steps.size() != STEPS || risks.size() != GlucoseRisk.COUNT) {
      throw new IllegalArgumentException("a prognosis has all its steps and risks");
    }
  }

  /**
   * The step so many minutes after the origin.
   *
   * @param minutes a multiple of five, 5 to 120
   */
  public ForecastStep at(int minutes) {
    if (minutes % STEP_MINUTES != 0 || minutes < STEP_MINUTES || minutes > STEPS * STEP_MINUTES) {
      throw new IllegalArgumentException("minutes are 5, 10, ... 120");
    }
    return steps.get(minutes / STEP_MINUTES - 1);
  }

  /**
   * The probability that a reading after the last goes beyond the limit, at any time until so many
   * minutes after the origin.
   *
   * @param withinMinutes 30, 60 or 120
   * @return 0 to 1
   */
  public double risk(GlucoseRisk.Limit limit, int withinMinutes) {
    return risks.get(GlucoseRisk.index(limit, withinMinutes)).probability();
  }
}
