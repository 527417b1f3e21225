package io.thalweg.docs;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The rooms of the building: who may know whom, and what stays out of which room.
class RoomsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.thalweg");

  /// Each room with the rooms that it may know, in the order of the build.
  private static final Map<String, List<String>> ROOMS = rooms();

  private static Map<String, List<String>> rooms() {
    Map<String, List<String>> rooms = new LinkedHashMap<>();
    rooms.put("core", List.of());
    rooms.put("sql", List.of("core"));
    rooms.put("planner", List.of("core", "sql"));
    rooms.put("exec", List.of("core"));
    rooms.put("connectors", List.of("core"));
    rooms.put("jdbc", List.of());
    rooms.put("server", List.of("core", "sql", "planner", "exec", "connectors", "jdbc"));
    // Errors from core, the lexer for the shell; statements go through JDBC.
    rooms.put("cli", List.of("core", "sql", "server", "jdbc"));
    rooms.put(
        "benchmarks",
        List.of("core", "sql", "planner", "exec", "connectors", "jdbc", "server", "cli"));
    return rooms;
  }

  static Set<String> roomNames() {
    return ROOMS.keySet();
  }

  private static String inside(String room) {
    return "io.thalweg." + room + "..";
  }

  @ParameterizedTest
  @MethodSource("roomNames")
  void aRoomKnowsOnlyTheRoomsBeforeIt(String room) {
    List<String> known = ROOMS.getOrDefault(room, List.of());
    String[] strangers =
        ROOMS.keySet().stream()
            .filter(other -> !other.equals(room) && !known.contains(other))
            .map(RoomsTest::inside)
            .toArray(String[]::new);
    noClasses()
        .that(resideInAPackage(inside(room)))
        .should()
        .dependOnClassesThat(resideInAnyPackage(strangers))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  /// A package is the door of the packages below it: it may call them, and they may use its words.
  @ParameterizedTest
  @MethodSource("roomNames")
  void thePackagesOfARoomDoNotKnowEachOtherInCircles(String room) {
    assertThat(PackageCircles.in(CLASSES, "io.thalweg." + room)).isEmpty();
  }

  @Test
  void onlyTheParserAndThePlannerKnowCalcite() {
    noClasses()
        .that()
        .resideOutsideOfPackages(inside("sql"), inside("planner"))
        .should()
        .dependOnClassesThat(resideInAPackage("org.apache.calcite.."))
        .check(CLASSES);
  }

  @Test
  void executionKnowsNoWire() {
    noClasses()
        .that()
        .resideInAnyPackage(inside("core"), inside("exec"), inside("planner"), inside("sql"))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.apache.arrow.flight..", "io.grpc..", "io.netty.."))
        .check(CLASSES);
  }

  @Test
  void operatorsReadNoClockAndStartNoThread() {
    noClasses()
        .that(
            resideInAPackage(inside("exec"))
                .and(
                    not(
                        resideInAnyPackage(
                            "io.thalweg.exec.runtime..", "io.thalweg.exec.exchange.."))))
        // Runs beside the queries and ends when it is interrupted.
        .and()
        .doNotHaveFullyQualifiedName("io.thalweg.exec.kernel.KernelWarmup")
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .dependOnClassesThat(resideInAnyPackage("java.net..", "java.util.random.."))
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.util.Random.class)
        .check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<String> unmarked = new TreeSet<>();
    for (JavaPackage each : CLASSES.getPackage("io.thalweg").getSubpackagesInTree()) {
      boolean generated =
          each.getRelativeName().equals("internal") && each.getName().contains("sql");
      if (!each.getClasses().isEmpty() && !generated && !each.isAnnotatedWith(NullMarked.class)) {
        unmarked.add(each.getName());
      }
    }
    assertThat(unmarked).isEmpty();
  }
}
