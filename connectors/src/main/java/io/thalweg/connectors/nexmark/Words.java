package io.thalweg.connectors.nexmark;

import io.thalweg.connectors.generator.Draw;
import io.thalweg.connectors.generator.LetterBlock;
import io.thalweg.core.data.BytesColumn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The fixed texts of the auction site, as columns to take rows from. Immutable.
final class Words {
  static final int HOT_CHANNELS = 4;
  static final int CHANNELS = 10_000;

  static final BytesColumn NAMES =
      pairs(
          List.of("Ada", "Bo", "Carla", "Dmitri", "Elif", "Femi", "Gita", "Hugo", "Ines", "Jun"),
          List.of("Abel", "Brandt", "Costa", "Dorn", "Evans", "Fuchs", "Grau", "Hill", "Ito"));
  static final BytesColumn CITIES =
      column(
          List.of(
              "Phoenix",
              "Los Angeles",
              "San Francisco",
              "Boise",
              "Portland",
              "Bend",
              "Redmond",
              "Seattle",
              "Kent",
              "Cheyenne"));

  /// The states that the queries of the suite filter by, and others.
  static final BytesColumn STATES = column(List.of("AZ", "CA", "ID", "OR", "WA", "WY"));

  private static final String SITE = "https://www.nexmark.com/";
  private static final String PAGE = "item.htm?query=1";

  private Words() {}

  /// Channels and their urls: first the hot ones, then the 10,000 others, nine of ten of which name
  /// themselves in their url.
  static final class Channels {
    static final BytesColumn NAMES = column(names());
    static final BytesColumn URLS = column(urls());

    private Channels() {}

    private static List<String> names() {
      List<String> names = new ArrayList<>(List.of("Google", "Facebook", "Baidu", "Apple"));
      for (int i = 0; i < CHANNELS; i++) {
        names.add("channel-" + i);
      }
      return names;
    }

    private static List<String> urls() {
      List<String> urls = new ArrayList<>();
      Draw path = Draw.of(0, 1);
      Draw named = Draw.of(0, 2);
      for (int i = -HOT_CHANNELS; i < CHANNELS; i++) {
        StringBuilder url = new StringBuilder(SITE);
        for (int part = 0; part < 3; part++) {
          long bits = path.bits(3L * i + part);
          int length = 3 + (int) Long.remainderUnsigned(bits, 3);
          url.append(LetterBlock.text(bits >>> 8, length)).append('/');
        }
        url.append(PAGE);
        if (i >= 0 && named.below(i, 10) > 0) {
          url.append("&channel_id=").append(Math.abs(Integer.reverse(i)));
        }
        urls.add(url.toString());
      }
      return urls;
    }
  }

  private static BytesColumn pairs(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>();
    for (String one : first) {
      second.forEach(other -> all.add(one + " " + other));
    }
    return column(all);
  }

  private static BytesColumn column(List<String> texts) {
    int[] offsets = new int[texts.size() + 1];
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < texts.size(); i++) {
      offsets[i + 1] = all.append(texts.get(i)).length();
    }
    byte[] bytes = all.toString().getBytes(StandardCharsets.US_ASCII);
    return new BytesColumn(texts.size(), offsets, bytes, null);
  }
}
