package io.thalweg.core.function;

import static io.thalweg.core.function.Entries.scalar;
import static io.thalweg.core.function.TypeRules.fixed;
import static io.thalweg.core.type.SimpleType.BIGINT;
import static io.thalweg.core.type.SimpleType.BOOLEAN;
import static io.thalweg.core.type.SimpleType.INTEGER;
import static io.thalweg.core.type.SimpleType.VARBINARY;
import static io.thalweg.core.type.SimpleType.VARCHAR;

import java.util.ArrayList;
import java.util.List;

/// Functions of texts. Positions and lengths count characters (code points), from 1.
final class TextFunctions {
  private static final TypeRule TEXT = fixed(VARCHAR, VARCHAR);
  private static final String T = "text VARCHAR -> VARCHAR";

  private TextFunctions() {}

  static List<FunctionDefinition> all() {
    List<FunctionDefinition> all = new ArrayList<>(cases());
    all.addAll(lengths());
    all.addAll(parts());
    all.addAll(padding());
    all.addAll(searches());
    all.addAll(changes());
    all.addAll(codes());
    return all;
  }

  private static List<FunctionDefinition> cases() {
    return List.of(
        scalar("upper", T, "upper('abc')", "Upper case.", TEXT).alias("ucase"),
        scalar("lower", T, "lower('ABC')", "Lower case.", TEXT).alias("lcase"),
        scalar("initcap", T, "initcap('hello world')", "Each word with a capital.", TEXT),
        scalar("reverse", T, "reverse('abc')", "The characters backwards.", TEXT));
  }

  private static List<FunctionDefinition> lengths() {
    TypeRule either = fixed(INTEGER, VARCHAR).or(fixed(INTEGER, VARBINARY));
    String call = "text VARCHAR or VARBINARY -> INTEGER";
    return List.of(
        scalar("length", call, "length('hällo')", "Characters; bytes of a binary.", either)
            .alias("char_length", "character_length", "len"),
        scalar("octet_length", call, "octet_length('hällo')", "Bytes.", either),
        scalar("bit_length", call, "bit_length('abc')", "Bits.", either));
  }

  private static List<FunctionDefinition> parts() {
    TypeRule from = fixed(VARCHAR, VARCHAR, BIGINT).or(fixed(VARBINARY, VARBINARY, BIGINT));
    TypeRule fromFor =
        fixed(VARCHAR, VARCHAR, BIGINT, BIGINT).or(fixed(VARBINARY, VARBINARY, BIGINT, BIGINT));
    TypeRule count = fixed(VARCHAR, VARCHAR, BIGINT);
    String counted = "text VARCHAR, n BIGINT -> VARCHAR";
    return List.of(
        scalar(
                "substring",
                "text VARCHAR or VARBINARY, from BIGINT [, for BIGINT] -> type of text",
                "substring('hello', 2, 3)",
                "Characters from a position on.",
                from.or(fromFor))
            .alias("substr"),
        scalar("left", counted, "left('hello', 2)", "The first n characters; all but -n.", count),
        scalar("right", counted, "right('hello', 2)", "The last n characters; all but -n.", count),
        scalar(
            "split_part",
            "text VARCHAR, delimiter VARCHAR, n BIGINT -> VARCHAR",
            "split_part('a,b,c', ',', 2)",
            "The n-th part; from the end when n is negative.",
            fixed(VARCHAR, VARCHAR, VARCHAR, BIGINT)),
        scalar("repeat", counted, "repeat('ab', 3)", "The text n times.", count));
  }

  private static List<FunctionDefinition> padding() {
    TypeRule pad = fixed(VARCHAR, VARCHAR, BIGINT).or(fixed(VARCHAR, VARCHAR, BIGINT, VARCHAR));
    TypeRule trim = TEXT.or(fixed(VARCHAR, VARCHAR, VARCHAR));
    String pads = "text VARCHAR, length BIGINT [, fill VARCHAR] -> VARCHAR";
    String trims = "text VARCHAR [, characters VARCHAR] -> VARCHAR";
    return List.of(
        scalar("lpad", pads, "lpad('7', 3, '0')", "Fills or cuts to a length, in front.", pad),
        scalar("rpad", pads, "rpad('7', 3, '0')", "Fills or cuts to a length, at the end.", pad),
        scalar("ltrim", trims, "ltrim('xxabc', 'x')", "Removes characters in front.", trim),
        scalar("rtrim", trims, "rtrim('abcxx', 'x')", "Removes characters at the end.", trim),
        scalar("trim", trims, "trim('  abc ')", "Removes characters on both sides.", trim)
            .alias("btrim"));
  }

  private static List<FunctionDefinition> searches() {
    TypeRule two = fixed(BOOLEAN, VARCHAR, VARCHAR);
    String tests = "text VARCHAR, part VARCHAR -> BOOLEAN";
    return List.of(
        scalar(
            "position",
            "part VARCHAR, text VARCHAR -> INTEGER",
            "position('l' IN 'hello')",
            "Where part starts in text, 0 when nowhere.",
            fixed(INTEGER, VARCHAR, VARCHAR)),
        scalar(
                "strpos",
                "text VARCHAR, part VARCHAR -> INTEGER",
                "strpos('hello', 'l')",
                "Where part starts in text, 0 when nowhere.",
                fixed(INTEGER, VARCHAR, VARCHAR))
            .alias("instr"),
        scalar("starts_with", tests, "starts_with('hello', 'he')", "Prefix test.", two),
        scalar("ends_with", tests, "ends_with('hello', 'lo')", "Suffix test.", two),
        scalar("contains", tests, "contains('hello', 'ell')", "Substring test.", two));
  }

  private static List<FunctionDefinition> changes() {
    TypeRule three = fixed(VARCHAR, VARCHAR, VARCHAR, VARCHAR);
    return List.of(
        scalar(
            "replace",
            "text VARCHAR, from VARCHAR, to VARCHAR -> VARCHAR",
            "replace('hello', 'l', 'r')",
            "Replaces every occurrence.",
            three),
        scalar(
            "translate",
            "text VARCHAR, from VARCHAR, to VARCHAR -> VARCHAR",
            "translate('12345', '143', 'ax')",
            "Replaces characters one by one.",
            three),
        scalar(
            "overlay",
            "text VARCHAR, new VARCHAR, from BIGINT [, for BIGINT] -> VARCHAR",
            "overlay('Txxxxas' PLACING 'hom' FROM 2 FOR 4)",
            "Replaces the characters at a position.",
            fixed(VARCHAR, VARCHAR, VARCHAR, BIGINT)
                .or(fixed(VARCHAR, VARCHAR, VARCHAR, BIGINT, BIGINT))),
        scalar(
            "concat_values",
            "a ANY, … -> VARCHAR",
            "concat('a', NULL, 1)",
            "All arguments as text, one after the other; NULL is left out."
                + " What a call of `concat` means.",
            TypeRules.texts(1, Integer.MAX_VALUE, VARCHAR)),
        scalar(
            "concat_ws",
            "separator VARCHAR, a ANY, … -> VARCHAR",
            "concat_ws('-', 'a', NULL, 'b')",
            "All arguments that are not NULL as text, with a separator between them.",
            TypeRules.texts(2, Integer.MAX_VALUE, VARCHAR)));
  }

  private static List<FunctionDefinition> codes() {
    TypeRule text = fixed(VARCHAR, VARCHAR).or(fixed(VARCHAR, VARBINARY));
    return List.of(
        scalar(
            "ascii",
            "text VARCHAR -> INTEGER",
            "ascii('A')",
            "Code point of the first character.",
            fixed(INTEGER, VARCHAR)),
        scalar(
            "chr",
            "code BIGINT -> VARCHAR",
            "chr(65)",
            "Character of a code point.",
            fixed(VARCHAR, BIGINT)),
        scalar(
            "md5",
            "text VARCHAR or VARBINARY -> VARCHAR",
            "md5('abc')",
            "MD5 hash in hexadecimal digits.",
            text),
        scalar(
            "sha256",
            "text VARCHAR or VARBINARY -> VARCHAR",
            "sha256('abc')",
            "SHA-256 hash in hexadecimal digits.",
            text),
        scalar(
            "encode",
            "bytes VARBINARY, format VARCHAR -> VARCHAR",
            "encode('abc', 'base64')",
            "Bytes as text: 'hex' or 'base64'.",
            fixed(VARCHAR, VARBINARY, VARCHAR)),
        scalar(
            "decode",
            "text VARCHAR, format VARCHAR -> VARBINARY",
            "decode('616263', 'hex')",
            "Text as bytes: 'hex' or 'base64'.",
            fixed(VARBINARY, VARCHAR, VARCHAR)));
  }
}
