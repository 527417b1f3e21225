package io.thalweg.server.engine.stored;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.exec.definition.Definition;
import io.thalweg.exec.definition.DefinitionRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Records of one kind in the registry. Thread-safe. A record that a later version has written may
/// have more fields; they are left out.
///
/// @param <T> a record of plain data
public final class Definitions<T> {
  private static final String CONTENT = "content";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final DefinitionRegistry registry;
  private final String kind;
  private final Class<T> type;

  /// @param kind of the definitions in the registry
  Definitions(DefinitionRegistry registry, String kind, Class<T> type) {
    this.registry = registry;
    this.kind = kind;
    this.type = type;
  }

  /// Keeps a record, in place of the one with this id.
  public void put(String id, T record) {
    Map<String, String> options = Map.of(CONTENT, json(record));
    Optional<Definition> known = registry.find(kind, id);
    if (known.isPresent()) {
      registry.update(known.get().withOptions(options));
    } else {
      registry.create(Definition.of(kind, id, "", options, ""));
    }
  }

  private static String json(Object record) {
    try {
      return JSON.writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw ThalwegException.wrap(e);
    }
  }

  /// Forgets a record; does nothing when there is none.
  public void remove(String id) {
    registry.find(kind, id).ifPresent(registry::remove);
  }

  /// All records, in the order in which they were first put.
  public List<T> all() {
    return registry.list().stream()
        .filter(definition -> definition.kind().equals(kind))
        .map(this::read)
        .toList();
  }

  private T read(Definition definition) {
    try {
      return JSON.readValue(definition.options().getOrDefault(CONTENT, ""), type);
    } catch (JsonProcessingException e) {
      throw new ThalwegException(
          ErrorCode.CHECKPOINT_CORRUPT,
          "the "
              + kind
              + " "
              + definition.name()
              + " in the data directory cannot be read; remove"
              + " it and create it anew",
          e);
    }
  }
}
