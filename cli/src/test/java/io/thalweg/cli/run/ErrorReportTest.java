package io.thalweg.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.cli.render.TextStyle;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ErrorReportTest {
  @Test
  void anErrorWithoutAPlaceIsOneLine() {
    assertThat(
            ErrorReport.of(
                new SQLException("no such host", "08001"), "SELECT 1", 1, TextStyle.PLAIN))
        .isEqualTo("error: no such host (SQLSTATE 08001)\n");
  }

  @Test
  void theCaretsStandUnderTheToken() {
    assertThat(ErrorReport.excerpt("SELECT 1\n  FROM nme WHERE x", 2, 8, 41, TextStyle.PLAIN))
        .isEqualTo("   |\n42 |   FROM nme WHERE x\n   |        ^^^\n");
  }

  @Test
  void aPlaceBehindTheEndIsTheEnd() {
    assertThat(ErrorReport.excerpt("SELECT", 1, 100, 1, TextStyle.PLAIN))
        .isEqualTo("  |\n1 | SELECT\n  |       ^\n");
    assertThat(ErrorReport.excerpt("SELECT", 9, 1, 1, TextStyle.PLAIN)).isEmpty();
  }

  @Test
  void aLongLineIsCutAroundThePlace() {
    String line = "a".repeat(200) + " bad " + "b".repeat(200);
    assertThat(ErrorReport.excerpt(line, 1, 202, 1, TextStyle.PLAIN).lines().toList().get(2))
        .isEqualTo("  | " + " ".repeat(60) + "^^^");
  }
}
