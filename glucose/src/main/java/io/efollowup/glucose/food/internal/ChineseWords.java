package io.efollowup.glucose.food.internal;

import io.efollowup.glucose.food.Food;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Chinese text cut into known words, at each place the longest. */
public final class ChineseWords {
  /** Ways of cooking, cuts and sizes, and words between foods: they name no food. */
  private static final Set<String> NO_FOOD =
      Set.of(
          ("清蒸 红烧 葱油 葱烤 葱爆 葱香 干煎 煎 炒 清炒 小炒 烧 烩 焖 炖 煮 水煮 白灼 白煮 白切 白斩 凉拌 拌 蒸 炸 烤"
                  + " 卤 卤味 酱爆 酱香 椒盐 盐水 油焖 油闷 糖醋 醋溜 上汤 干锅 剁椒 麻辣 酸辣 香酥 五香 响油 本帮 芙蓉"
                  + " 扬州 南汇 四喜 奥尔良 三色 虎皮 油淋 爆 溜 焗 煨 熏 腌 泡 冲 煲 羹 丝 片 块 丁 糜 末 粒 段 条 卷 串"
                  + " 小 大 鲜 嫩 塞 夹 包 加 和 及 与 的 等 各 约 共 合计 半 少许 少量 适量 熟 生 热 冷 淡 咸 甜 酸 辣"
                  + " 厚 薄 干 野 双 了 无糖 低脂 家常 红 白 黑 用 吃 喝 早餐 午餐 晚餐 加餐 左右 数 余 炒熟")
              .split(" "));

  private final Map<String, Optional<Food>> words;
  private final int longest;

  private ChineseWords(Map<String, Optional<Food>> words) {
    this.words = words;
    this.longest = words.keySet().stream().mapToInt(String::length).max().orElse(0);
  }

  /** The words for these foods. */
  public static ChineseWords of(List<Food> foods) {
    Map<String, Optional<Food>> words = new HashMap<>();
    NO_FOOD.forEach(word -> words.put(word, Optional.empty()));
    for (Food food : foods) {
      List<String> names = new ArrayList<>(food.chineseSynonyms());
      names.add(food.chinese());
      names.forEach(name -> words.put(name, Optional.of(food)));
    }
    return new ChineseWords(words);
  }

  /** Reads a run of Chinese characters. */
  public void read(String run, Found found) {
    StringBuilder unknown = new StringBuilder();
    int at = 0;
    while (at < run.length()) {
      String word = longestAt(run, at);
      if (word.isEmpty()) {
        unknown.append(run.charAt(at));
        at++;
      } else {
        flush(unknown, found);
        words.get(word).ifPresent(found::food);
        at += word.length();
      }
    }
    flush(unknown, found);
  }

  private String longestAt(String run, int at) {
    for (int length = Math.min(longest, run.length() - at); length > 0; length--) {
      String word = run.substring(at, at + length);
      if (words.containsKey(word)) {
        return word;
      }
    }
    return "";
  }

  private static void flush(StringBuilder unknown, Found found) {
    if (!unknown.isEmpty()) {
      found.unknown(unknown.toString());
      unknown.setLength(0);
    }
  }
}
