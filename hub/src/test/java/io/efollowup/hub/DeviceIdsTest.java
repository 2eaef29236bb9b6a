package io.efollowup.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceIdsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "sensor-1",
        "A.b_c",
        "x%y",
        "a+b",
        "#1",
        "*?!(),=@$'",
        "1234",
        "dev01",
        "cgm-2026-05"
      })
  void shouldTakeTheCharactersLibrariesUse(String id) {
    assertThat(DeviceIds.require(id)).isEqualTo(id);
  }

  @Test
  void shouldTakeUpTo128Characters() {
    assertThat(DeviceIds.require("x".repeat(128))).hasSize(128);
    refuse("x".repeat(129));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "a b", "a/b", "é", "a\n", ".", "..", "a:b", "a\\b", "a&b", "a\u0000"})
  void shouldRefuseOtherCharacters(String id) {
    refuse(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "13800138000",
        "+8613800138000",
        "+1-202-555-0143",
        "(020)1234.5678",
        "cgm-13800138000",
        "110101199003077775",
        "11010119900307777X",
        "0012345",
        "MRN0012345",
        "mrn-0012345",
        "patient-2041",
        "Case_No.20410"
      })
  void shouldRefuseWhatLooksLikeATelephoneOrRecordNumber(String id) {
    refuse(id);
  }

  @Test
  void shouldMakeIdsThatSayNothingAndAreTaken() {
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      assertThat(made.add(DeviceIds.require(DeviceIds.opaque()))).isTrue();
      DeviceIds.require(UUID.randomUUID().toString());
    }
  }

  private static void refuse(String id) {
    assertThatThrownBy(() -> DeviceIds.require(id))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.error()).isEqualTo(HubError.DEVICE_ID_REFUSED));
  }
}
