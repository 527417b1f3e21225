package io.thalweg.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the pages point at is there.
class PagesTest {
  static final Path ROOT = root();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("README.md")) ? here : here.getParent();
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }

  @Test
  void everyLinkToAFileLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        if (!Files.exists(page.resolveSibling(link.group(1)))) {
          broken.add(ROOT.relativize(page) + " -> " + link.group(1));
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void everyLibraryHasAReason() throws IOException {
    String reasons = Files.readString(ROOT.resolve("docs/dependencies.md"));
    Pattern library = Pattern.compile("<artifactId>([^<]+)</artifactId>");
    List<String> missing = new ArrayList<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path pom :
          modules.map(module -> module.resolve("pom.xml")).filter(Files::exists).toList()) {
        String text = Files.readString(pom);
        int start = text.indexOf("  <dependencies>");
        int end = text.indexOf("  </dependencies>");
        Matcher dependency = library.matcher(start < 0 ? "" : text.substring(start, end));
        while (dependency.find()) {
          String name = dependency.group(1);
          if (!name.startsWith("thalweg-") && !reasons.contains(name)) {
            missing.add(ROOT.relativize(pom) + ": " + name);
          }
        }
      }
    }
    assertThat(missing).isEmpty();
  }
}
