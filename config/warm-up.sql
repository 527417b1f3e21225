-- What a fresh build runs once, so that the ahead-of-time cache holds the classes of usual queries.
SELECT 1;
SELECT n_regionkey, count(*) AS nations, min(n_name) FROM tpch.tiny.nation
WHERE n_nationkey > 2 GROUP BY n_regionkey HAVING count(*) > 1 ORDER BY nations DESC LIMIT 3;
SELECT r_name, n_name FROM tpch.tiny.region JOIN tpch.tiny.nation ON r_regionkey = n_regionkey
WHERE r_name LIKE 'A%' ORDER BY 1, 2 LIMIT 5;
.mode csv
SELECT upper(n_name), length(n_comment), DATE '2024-01-31' + INTERVAL '1' MONTH FROM tpch.tiny.nation LIMIT 2;
.mode json
SELECT CAST(1.50 AS DECIMAL(10, 2)) AS price, 'x' AS text, NULL AS nothing;
