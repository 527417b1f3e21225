package io.thalweg.server.engine.stored;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.port.CheckpointStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Records of one kind, each a JSON object of its own. Thread-safe. A record that a later version
/// has written may have more fields; they are left out.
///
/// @param <T> a record of plain data
public final class Definitions<T> {
  private static final long MAX_BYTES = 4 << 20;
  private static final String SUFFIX = ".json";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final CheckpointStore store;
  private final String prefix;
  private final Class<T> type;

  /// @param store not owned
  /// @param prefix of the keys, without a slash at its end
  public Definitions(CheckpointStore store, String prefix, Class<T> type) {
    this.store = store;
    this.prefix = prefix;
    this.type = type;
  }

  private String key(String id) {
    return prefix + "/" + id + SUFFIX;
  }

  /// Keeps a record, in place of the one with this id.
  public void put(String id, T definition) {
    try {
      store.put(key(id), JSON.writeValueAsBytes(definition));
    } catch (JsonProcessingException e) {
      throw ThalwegException.wrap(e);
    }
  }

  public void remove(String id) {
    store.delete(key(id));
  }

  /// All records, by id.
  ///
  /// @throws ThalwegException FILE_UNREADABLE naming the one that is damaged
  public List<T> all() {
    List<T> all = new ArrayList<>();
    for (CheckpointStore.Entry entry : store.list(prefix + "/")) {
      byte[] content = store.get(entry.key(), MAX_BYTES).orElse(null);
      if (content != null) {
        all.add(read(entry.key(), content));
      }
    }
    return all;
  }

  private T read(String key, byte[] content) {
    try {
      return JSON.readValue(content, type);
    } catch (IOException e) {
      throw new ThalwegException(
          ErrorCode.FILE_UNREADABLE,
          "the definition "
              + key
              + " in "
              + store.location()
              + " is damaged; restore it from a copy or remove it, and create it anew",
          e);
    }
  }
}
