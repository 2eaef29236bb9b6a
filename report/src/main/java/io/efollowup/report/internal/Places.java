package io.efollowup.report.internal;

import io.efollowup.insight.TalkingPoint.Place;
import java.util.Map;
import java.util.OptionalInt;

/** On which page each part of an analysis stands. */
record Places(Map<Place, Integer> pages) {
  Places {
    pages = Map.copyOf(pages);
  }

  OptionalInt page(Place place) {
    Integer page = pages.get(place);
    return page == null ? OptionalInt.empty() : OptionalInt.of(page);
  }
}
