"""The bounds of an export, in one run: twice the csv module, thirty megabytes."""

from bench import export


def test_an_export_costs_at_most_twice_the_csv_module(tmp_path):
    took = export.seconds(tmp_path, 4_000, turns=15)
    assert took["xlsx"] <= export.MOST_TIMES * took["csv"]


def test_an_export_of_100_000_rows_grows_by_less_than_thirty_megabytes(tmp_path):
    assert export.growth("xlsx", tmp_path, 100_000) <= export.MOST_MEGABYTES
    assert (tmp_path / "alone").stat().st_size > 1_000_000
