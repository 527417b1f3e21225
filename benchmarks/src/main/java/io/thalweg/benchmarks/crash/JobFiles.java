package io.thalweg.benchmarks.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The files of one job's checkpoints, looked at while a server writes them or after it died.
///
/// @param directory of the job below `checkpoints`
record JobFiles(Path directory) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// What the last manifest says.
  ///
  /// @param id of the checkpoint
  /// @param run that made it
  /// @param segments their keys
  /// @param prepared what sinks have prepared for it
  record Last(long id, long run, List<String> segments, List<String> prepared) {}

  /// Those of all jobs there are.
  static List<JobFiles> all(Path data) {
    return names(data.resolve("checkpoints")).stream()
        .map(name -> new JobFiles(data.resolve("checkpoints").resolve(name)))
        .toList();
  }

  String job() {
    return directory.getFileName().toString();
  }

  List<String> runs() {
    return names(directory.resolve("runs"));
  }

  /// Those that are being written, too: their names begin with a dot.
  List<String> segments() {
    return names(directory.resolve("segments"));
  }

  /// Whether a run wrote a segment of this name.
  static boolean isOf(long run, String segment) {
    return segment.startsWith(String.format(Locale.ROOT, "%019d-", run));
  }

  List<String> manifests() {
    return names(directory.resolve("manifests"));
  }

  /// In order; none while there is no directory.
  private static List<String> names(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (NoSuchFileException | java.io.UncheckedIOException e) {
      return List.of();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  long newestRun() {
    return runs().stream()
        .filter(name -> !name.startsWith("."))
        .mapToLong(Long::parseLong)
        .max()
        .orElse(0);
  }

  /// The last complete checkpoint of a job whose server is dead.
  Optional<Last> last() throws IOException {
    List<String> complete = manifests().stream().filter(name -> !name.startsWith(".")).toList();
    if (complete.isEmpty()) {
      return Optional.empty();
    }
    String content =
        Files.readString(
            directory.resolve("manifests").resolve(complete.getLast()), StandardCharsets.UTF_8);
    JsonNode manifest = JSON.readTree(content.substring(content.indexOf('\n') + 1));
    List<String> segments = new ArrayList<>();
    manifest
        .path("chain")
        .forEach(
            link ->
                link.path("segments")
                    .forEach(
                        segment -> {
                          String key = segment.path("key").asText();
                          segments.add(key.substring(key.lastIndexOf('/') + 1));
                        }));
    List<String> prepared = new ArrayList<>();
    manifest
        .path("notes")
        .path("sinks")
        .forEach(sink -> sink.forEach(text -> prepared.add(text.asText())));
    JsonNode info = manifest.path("info");
    return Optional.of(
        new Last(info.path("id").asLong(), info.path("run").asLong(), segments, prepared));
  }
}
