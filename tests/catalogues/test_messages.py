"""`manage.py messages`: what it gathers, what it names, and that branches merge."""

import gettext

import pytest
from django.core.management import CommandError, call_command

from foundation import catalogue

HEAD = catalogue.HEADER


@pytest.fixture
def tree(tmp_path):
    """A small portal with one message of each kind."""
    (tmp_path / "residents").mkdir()
    (tmp_path / "templates" / "residents").mkdir(parents=True)
    (tmp_path / "residents" / "forms.py").write_text(
        "from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy\n"
        'A = _("Your need")\nB = pgettext_lazy("verb", "Open")\n'
        'C = ngettext("%(count)d day", "%(count)d days", 2)\n'
    )
    (tmp_path / "templates" / "residents" / "page.html").write_text(
        "<p>\n      {% translate 'Send it' %}\n  {% blocktranslate count n=n %}{{ n }} need"
        "{% plural %}{{ n }} needs{% endblocktranslate %}\n{% blocktranslate trimmed %}\n"
        '  Call {{ name }} 100%\n{% endblocktranslate %}{% include "x" with a=_("Label") %}</p>'
    )
    return tmp_path


def store(tree, body):
    path = tree / catalogue.PATH
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD + body, encoding="utf-8")
    return path


def translate_all(tree):
    catalogue.write(tree)
    stored = catalogue.read(tree)
    for message in catalogue._messages(stored):
        text = "译" + "".join(catalogue.PLACEHOLDER.findall(catalogue._last_id(message)))
        message.string = (text,) if message.pluralizable else text
    (tree / catalogue.PATH).write_text(catalogue._as_text(stored), encoding="utf-8")


def test_gathers_python_and_templates(tree):
    ids = {catalogue._key(m) for m in catalogue._messages(catalogue.gather(tree))}
    assert ids == {
        ("", "Your need"),
        ("verb", "Open"),
        ("", "%(count)d day"),
        ("", "Send it"),
        ("", "%(n)s need"),
        ("", "Call %(name)s 100%%"),
        ("", "Label"),
    }


def test_write_keeps_translations_sorts_and_drops_what_is_gone(tree):
    path = store(tree, 'msgid "Gone"\nmsgstr "走了"\n\nmsgid "Your need"\nmsgstr "您的需求"\n')
    empty = catalogue.write(tree)
    text = path.read_text(encoding="utf-8")
    assert "走了" not in text
    assert "您的需求" in text
    assert len(empty) == 6
    first = [line for line in text.splitlines() if line.startswith("msgid ")][1:]
    assert first == sorted(first)
    assert "#:" not in text
    assert "Date" not in text
    catalogue.write(tree)
    assert path.read_text(encoding="utf-8") == text


def test_a_complete_catalogue_has_no_problems(tree):
    translate_all(tree)
    assert catalogue.problems(tree) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('msgid "Send it"\nmsgstr "译"', "", "missing: 'Send it'"),
        ('msgid "Send it"\nmsgstr "译"', 'msgid "Send it"\nmsgstr ""', "untranslated: 'Send it'"),
        ('msgid "Send it"', '#, fuzzy\nmsgid "Send it"', "fuzzy: 'Send it'"),
        ('msgid "Send it"', 'msgid "Away"\nmsgstr "走"\n\nmsgid "Send it"', "obsolete: 'Away'"),
        ("译%(name)s", "译%(nom)s", "placeholders differ: 'Call %(name)s 100%%'"),
        ("译%(count)d", "译", "placeholders differ: '%(count)d day'"),
    ],
)
def test_check_names_each_planted_fault(tree, old, new, said):
    translate_all(tree)
    path = tree / catalogue.PATH
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert said in catalogue.problems(tree)


def test_a_merge_by_lines_leaves_the_catalogue_complete(tree):
    translate_all(tree)
    path = tree / catalogue.PATH
    head, *entries = path.read_text(encoding="utf-8").strip().split("\n\n")
    path.write_text("\n\n".join([head, *reversed(entries)]) + "\n", encoding="utf-8")
    assert catalogue.problems(tree) == []
    catalogue.write(tree)
    assert path.read_text(encoding="utf-8").strip().split("\n\n") == [head, *entries]


def test_both_sides_of_a_conflict_are_kept(tree):
    both = (
        '<<<<<<< a\nmsgid "Send it"\nmsgstr "寄"\n=======\n'
        'msgid "Label"\nmsgstr "名"\n>>>>>>> b\n\n'
        'msgid "Your need"\n<<<<<<< a\nmsgstr "甲"\n=======\nmsgstr "乙"\n>>>>>>> b\n'
    )
    path = store(tree, both)
    catalogue.write(tree)
    text = path.read_text(encoding="utf-8")
    assert 'msgid "Send it"\nmsgstr "寄"' in text
    assert 'msgid "Label"\nmsgstr "名"' in text
    assert 'msgid "Your need"\nmsgstr "甲"' in text
    assert "乙" not in text


def test_compiled_catalogue_is_read_by_gettext(tree):
    translate_all(tree)
    (target,) = catalogue.compile_all(tree)
    with target.open("rb") as file:
        read = gettext.GNUTranslations(file)
    assert read.gettext("Send it") == "译"
    assert read.pgettext("verb", "Open") == "译"
    assert read.ngettext("%(count)d day", "%(count)d days", 1) == "译%(count)d"
    assert catalogue.compile_all(tree) == []


def test_the_command_fails_when_a_sentence_is_missing(tree, settings):
    settings.BASE_DIR = tree
    translate_all(tree)
    call_command("messages", "--check")
    with (tree / "residents" / "forms.py").open("a") as file:
        file.write('D = _("New sentence")\n')
    with pytest.raises(CommandError, match="missing: 'New sentence'"):
        call_command("messages", "--check")
