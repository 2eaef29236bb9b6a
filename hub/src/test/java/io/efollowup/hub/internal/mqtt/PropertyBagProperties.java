package io.efollowup.hub.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.hub.HubException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written into a topic is read out of it. */
class PropertyBagProperties {
  @Property
  void shouldReadWhatWasWritten(
      @ForAll("system") Map<String, String> system,
      @ForAll("application") Map<String, String> application) {
    String written = PropertyBag.write(system, application);
    assertThat(written).doesNotContain("/", "#", "+", "$", " ");
    PropertyBag read = PropertyBag.parse(written);
    assertThat(read.system()).isEqualTo(system);
    Map<String, String> lower = new HashMap<>();
    application.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    assertThat(read.application()).isEqualTo(lower);
    if (!system.isEmpty()) {
      assertThat(written).startsWith("%24.");
    }
  }

  @Provide
  Arbitrary<Map<String, String>> system() {
    return Arbitraries.maps(Arbitraries.of("mid", "cid", "uid", "ct", "ce", "to"), values())
        .map(LinkedHashMap::new);
  }

  /** Names that differ by more than their case, as far as this is concerned. */
  @Provide
  Arbitrary<Map<String, String>> application() {
    return Arbitraries.maps(
        Arbitraries.of("a", "Some-Name", "x_y", "n&m", "eq=", "per%cent", "$", "$x"), values());
  }

  private static Arbitrary<String> values() {
    return Arbitraries.strings()
        .withCharRange(' ', '~')
        .withChars('\u00e9', '\u8840')
        .ofMinLength(1)
        .ofMaxLength(20);
  }

  @Example
  void shouldReadBothSpellingsAlike() {
    PropertyBag raw = PropertyBag.parse("$.mid=1&$.ct=application%2Fjson&k=v");
    PropertyBag encoded = PropertyBag.parse("%24.mid=1&%24.ct=application%2Fjson&k=v");
    assertThat(raw).isEqualTo(encoded);
    assertThat(raw.system("mid")).contains("1");
    assertThat(raw.system("ct")).contains("application/json");
  }

  @Example
  void shouldTakeNamesWithoutValues() {
    PropertyBag bag = PropertyBag.parse("?a&b=&&c=1&");
    assertThat(bag.application()).isEqualTo(Map.of("a", "", "b", "", "c", "1"));
    assertThat(PropertyBag.parse("").application()).isEmpty();
    assertThat(PropertyBag.parse("$.mid").system("mid")).isEmpty();
  }

  @Example
  void shouldRefuseWhatIsNoBag() {
    for (String bag : new String[] {"a=%", "a=%4", "a=%zz", "=1", "%ff=1", "a=%c3"}) {
      assertThatThrownBy(() -> PropertyBag.parse(bag)).isInstanceOf(HubException.class);
    }
  }
}
