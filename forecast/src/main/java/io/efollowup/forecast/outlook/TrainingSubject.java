package io.efollowup.forecast.outlook;

import io.efollowup.forecast.WearerProfile;
import io.efollowup.glucose.GlucoseTrace;
import java.time.ZoneOffset;

/**
 * The readings of one wear, to learn from or to measure on.
 *
 * @param dataset the data set it is of
 * @param person who wore it; all wears of a person are on the same side of every split
 * @param offset of local time
 * @param wearer what is known
 */
public record TrainingSubject(
    String dataset, String person, GlucoseTrace trace, ZoneOffset offset, WearerProfile wearer) {}
