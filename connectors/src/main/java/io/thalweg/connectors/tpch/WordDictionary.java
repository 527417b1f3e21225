package io.thalweg.connectors.tpch;

import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.type.SimpleType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The different words met so far; all columns made since the last new word share one dictionary
/// object. Not thread-safe.
final class WordDictionary {
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<String> words = new ArrayList<>();
  private @Nullable FlatColumn values;

  int id(String word) {
    Integer known = ids.get(word);
    if (known != null) {
      return known;
    }
    ids.put(word, words.size());
    words.add(word);
    values = null;
    return words.size() - 1;
  }

  DictionaryColumn column(int[] rowIds, int count) {
    FlatColumn dictionary = values;
    if (dictionary == null) {
      dictionary = ColumnBuilder.of(SimpleType.VARCHAR, words);
      values = dictionary;
    }
    return new DictionaryColumn(count, rowIds, dictionary, null);
  }
}
