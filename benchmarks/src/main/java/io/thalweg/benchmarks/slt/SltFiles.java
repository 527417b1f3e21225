package io.thalweg.benchmarks.slt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/// The test files in the jar of `net.hydromatic:sql-logic-test`. Safe for threads.
final class SltFiles {
  private static final String FIRST = "test/select1.test";

  /// What some files are about, in the words of engines that PostgreSQL and Thalweg do not follow.
  private static final Map<String, String> FOREIGN =
      Map.of(
          "test/evidence/slt_lang_replace.test", "REPLACE INTO of SQLite and MySQL",
          "test/evidence/slt_lang_reindex.test", "REINDEX",
          "test/evidence/slt_lang_createtrigger.test", "triggers",
          "test/evidence/slt_lang_droptrigger.test", "triggers");

  private SltFiles() {}

  /// Why a file is not for us, empty when it is.
  static String foreign(String name) {
    return FOREIGN.getOrDefault(name, "");
  }

  /// Their names, such as `test/random/expr/slt_good_0.test`, sorted.
  static List<String> names() throws IOException {
    URL first = SltFiles.class.getClassLoader().getResource(FIRST);
    if (first == null) {
      throw new IOException("the jar of sql-logic-test is not on the class path");
    }
    String url = first.toString();
    URL jar = URI.create(url.substring(0, url.length() - FIRST.length())).toURL();
    JarURLConnection connection = (JarURLConnection) jar.openConnection();
    connection.setUseCaches(false);
    try (JarFile file = connection.getJarFile()) {
      return file.stream()
          .map(JarEntry::getName)
          .filter(name -> name.endsWith(".test"))
          .sorted()
          .toList();
    }
  }

  /// The caller closes the reader.
  static SltReader open(String name) throws IOException {
    var stream = SltFiles.class.getClassLoader().getResourceAsStream(name);
    if (stream == null) {
      throw new IOException("there is no test file " + name);
    }
    return new SltReader(
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8), 1 << 16),
        foreign(name));
  }
}
