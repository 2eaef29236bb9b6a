package io.efollowup.glucose.food;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What people count food in when they have no scales. */
public enum HouseholdUnit {
  BOWL(List.of("bowl"), List.of("碗")),
  PLATE(List.of("plate", "dish"), List.of("盘", "碟")),
  CUP(List.of("cup", "mug"), List.of("杯")),
  GLASS(List.of("glass"), List.of()),
  BOTTLE(List.of("bottle"), List.of("瓶")),
  CAN(List.of("can", "tin"), List.of("罐", "听")),
  BOX(List.of("box", "carton"), List.of("盒")),
  BAG(List.of("bag", "packet", "sachet", "pack"), List.of("袋", "包")),
  PIECE(List.of("piece", "pcs", "pc"), List.of("个", "只", "枚", "颗", "粒", "张", "根", "条", "串", "支")),
  SLICE(List.of("slice"), List.of("片")),
  STICK(List.of("stick", "skewer"), List.of("根", "条", "串", "支")),
  BLOCK(List.of("block", "cube"), List.of("块")),
  SPOON(List.of("spoon", "tablespoon", "tbsp", "spoonful"), List.of("勺", "匙")),
  HANDFUL(List.of("handful"), List.of("把")),
  SERVING(List.of("serving", "portion", "helping"), List.of("份"));

  private final List<String> english;
  private final List<String> chinese;

  HouseholdUnit(List<String> english, List<String> chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  /** The singular words for it in English. */
  public List<String> english() {
    return english;
  }

  /** Its measure words in Chinese; one word may stand for several units. */
  public List<String> chinese() {
    return chinese;
  }

  /** The unit of a catalogue's word, such as {@code bowl}. */
  public static Optional<HouseholdUnit> ofTerm(String term) {
    for (HouseholdUnit unit : values()) {
      if (unit.name().toLowerCase(Locale.ROOT).equals(term)) {
        return Optional.of(unit);
      }
    }
    return Optional.empty();
  }
}
