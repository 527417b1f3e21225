package io.thalweg.exec.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.port.CheckpointStore;
import io.thalweg.exec.checkpoint.Envelope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Definitions that survive the process. Thread-safe; several processes may share one. All methods
/// block.
///
/// Every change names the version it is based on: whoever changes a definition that somebody else
/// has changed meanwhile gets WRITE_CONFLICT and reads again.
public final class DefinitionRegistry {
  private static final Envelope ENVELOPE = new Envelope("thalweg-definition", 1, 1);
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final long MAX_BYTES = 64L << 20;
  private static final int READ_ATTEMPTS = 20;

  private final CheckpointStore store;
  private final DefinitionKeys keys;

  /// @param prefix of its keys, without slash at the end, for example `definitions`
  public DefinitionRegistry(CheckpointStore store, String prefix) {
    if (!CheckpointStore.isKey(prefix)) {
      throw new IllegalArgumentException("'" + prefix + "' is no key");
    }
    this.store = store;
    this.keys = new DefinitionKeys(prefix);
  }

  /// A version as it is stored.
  ///
  /// @param removed the definition is no more; the version stays so that the numbers go on
  private record Version(boolean removed, Definition definition) {}

  /// All definitions, in the order in which they were created.
  public List<Definition> list() {
    return newest(keys.all()).stream()
        .filter(version -> !version.removed())
        .map(Version::definition)
        .sorted(
            Comparator.comparingLong(Definition::created)
                .thenComparing(Definition::kind)
                .thenComparing(Definition::name))
        .toList();
  }

  public Optional<Definition> find(String kind, String name) {
    return newest(keys.directory(kind, name)).stream()
        .filter(version -> !version.removed())
        .map(Version::definition)
        .findFirst();
  }

  /// Adds a definition.
  ///
  /// @return as it is stored: with its number and version
  /// @throws ThalwegException DUPLICATE_NAME when there is one of that kind and name
  public Definition create(Definition definition) {
    List<Version> all = newest(keys.all());
    long version = 1;
    long created = 1;
    for (Version each : all) {
      Definition other = each.definition();
      created = Math.max(created, other.created() + 1);
      if (other.kind().equals(definition.kind()) && other.name().equals(definition.name())) {
        if (!each.removed()) {
          throw duplicate(definition);
        }
        version = other.version() + 1;
      }
    }
    Definition stored = definition.stored(created, version);
    if (!put(new Version(false, stored))) {
      throw duplicate(definition);
    }
    return stored;
  }

  private static ThalwegException duplicate(Definition definition) {
    return new ThalwegException(
        ErrorCode.DUPLICATE_NAME,
        "there is a "
            + definition.kind().replace('_', ' ')
            + " '"
            + definition.name()
            + "' already; drop it or choose another name");
  }

  /// Changes a definition.
  ///
  /// @param definition with the version that it is based on
  /// @return as it is stored now, with the next version
  /// @throws ThalwegException WRITE_CONFLICT when it was changed or dropped meanwhile
  public Definition update(Definition definition) {
    Definition stored = definition.stored(definition.created(), definition.version() + 1);
    change(new Version(false, stored));
    return stored;
  }

  /// Drops a definition.
  ///
  /// @param definition with the version that it is based on
  /// @throws ThalwegException WRITE_CONFLICT when it was changed or dropped meanwhile
  public void remove(Definition definition) {
    Definition stored =
        Definition.of(definition.kind(), definition.name(), "", Map.of(), "")
            .stored(definition.created(), definition.version() + 1);
    change(new Version(true, stored));
  }

  private void change(Version version) {
    Definition definition = version.definition();
    long newest =
        newest(keys.directory(definition.kind(), definition.name())).stream()
            .mapToLong(each -> each.definition().version())
            .max()
            .orElse(0);
    if (newest + 1 != definition.version() || !put(version)) {
      throw new ThalwegException(
          ErrorCode.WRITE_CONFLICT,
          "the "
              + definition.kind().replace('_', ' ')
              + " '"
              + definition.name()
              + "' was changed by somebody else meanwhile; try again");
    }
    forgetBefore(definition);
  }

  private void forgetBefore(Definition definition) {
    String directory = keys.directory(definition.kind(), definition.name());
    for (CheckpointStore.Entry entry : store.list(directory)) {
      if (DefinitionKeys.versionOf(entry.key()).orElse(Long.MAX_VALUE) < definition.version()) {
        store.delete(entry.key());
      }
    }
  }

  private boolean put(Version version) {
    Definition definition = version.definition();
    try {
      return store.putIfAbsent(
          keys.version(definition.kind(), definition.name(), definition.version()),
          ENVELOPE.wrap(JSON.writeValueAsBytes(version)));
    } catch (JsonProcessingException e) {
      throw ThalwegException.wrap(e);
    }
  }

  /// The largest version of each definition below `prefix`. Looks again when somebody replaces one
  /// between the listing and the reading.
  private List<Version> newest(String prefix) {
    for (int i = 0; i < READ_ATTEMPTS; i++) {
      Optional<List<Version>> versions = read(newestKeys(prefix));
      if (versions.isPresent()) {
        return versions.get();
      }
    }
    throw new ThalwegException(
        ErrorCode.WRITE_CONFLICT,
        "definitions below '" + prefix + "' change all the time and cannot be read; try again");
  }

  private Collection<String> newestKeys(String prefix) {
    Map<String, String> newest = new TreeMap<>();
    for (CheckpointStore.Entry entry : store.list(prefix)) {
      if (DefinitionKeys.versionOf(entry.key()).isPresent()) {
        newest.put(DefinitionKeys.directoryOf(entry.key()), entry.key());
      }
    }
    return newest.values();
  }

  private Optional<List<Version>> read(Collection<String> versionKeys) {
    List<Version> versions = new ArrayList<>();
    for (String key : versionKeys) {
      Optional<byte[]> content = store.get(key, MAX_BYTES);
      if (content.isEmpty()) {
        return Optional.empty();
      }
      versions.add(decode(key, content.get()));
    }
    return Optional.of(versions);
  }

  private static Version decode(String key, byte[] content) {
    byte[] body = ENVELOPE.unwrap(key, content);
    try {
      Version version = JSON.readValue(body, Version.class);
      if (version != null && version.definition() != null) {
        return version;
      }
    } catch (IOException e) {
      throw damaged(key, e);
    }
    throw damaged(key, null);
  }

  private static ThalwegException damaged(String key, @Nullable IOException cause) {
    return new ThalwegException(
        ErrorCode.CHECKPOINT_CORRUPT,
        "'" + key + "' holds no definition; remove it and define it again",
        cause);
  }
}
