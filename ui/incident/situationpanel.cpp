#include "ui/incident/situationpanel.h"

#include "ui/common/fieldmerge.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/common/markdowneditor.h"
#include "ui/common/timetext.h"
#include "ui/incident/formdraft.h"
#include "ui/incident/historyrow.h"
#include "ui/incident/situationdiff.h"

#include <QJsonObject>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

SituationPanel::SituationPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent)
    : ActPanel(ui, u"act/situation"_s, details, parent)
    , m_conflict(new ConflictPanel)
    , m_history(new QVBoxLayout)
{
    setTexts(tr("Situation of %1").arg(incident().reference()),
             tr("What we know, what we don't, what is next. Each saving is a version; none is lost."),
             tr("Everybody who can read the incident reads it, and a report for executives takes it over."));
    setPrimary(tr("Save version"));
    addWidget(m_conflict);
    m_known = addEditor(tr("What we &know"), u"situationKnown"_s, u"known"_s);
    m_unknown = addEditor(tr("What we &don't know"), u"situationUnknown"_s, u"unknown"_s);
    m_next = addEditor(tr("What is ne&xt"), u"situationNext"_s, u"next"_s);
    draft().watch(
        u"base"_s,
        [this] {
            return QJsonValue(QJsonObject{{u"version"_s, m_base.version},
                                          {u"known"_s, m_base.known},
                                          {u"unknown"_s, m_base.unknown},
                                          {u"next"_s, m_base.next}});
        },
        [this](const QJsonValue &v) {
            const QJsonObject o = v.toObject();
            m_base.version = o.value(u"version"_s).toInt();
            m_base.known = o.value(u"known"_s).toString();
            m_base.unknown = o.value(u"unknown"_s).toString();
            m_base.next = o.value(u"next"_s).toString();
        });
    draft().setEmptyWhen([this] { return typed().saysSame(m_base); });
    auto *box = new QWidget;
    box->setLayout(m_history);
    m_history->setContentsMargins({});
    m_history->setSpacing(8);
    addWidget(box);
    connect(m_conflict, &ConflictPanel::decided, this, [this](const QHash<QString, ConflictPanel::Choice> &choices) {
        Situation chosen = typed();
        const Situation &theirs = m_versions.last();
        const auto takesTheirs = [&choices](const QString &key) {
            return choices.value(key, ConflictPanel::Choice::Mine) == ConflictPanel::Choice::Theirs;
        };
        if (takesTheirs(u"known"_s))
            chosen.known = theirs.known;
        if (takesTheirs(u"unknown"_s))
            chosen.unknown = theirs.unknown;
        if (takesTheirs(u"next"_s))
            chosen.next = theirs.next;
        m_base = theirs;
        show(chosen);
        draft().touch();
        updateButton();
    });
    connect(m_conflict, &ConflictPanel::openChanged, this, &SituationPanel::updateButton);
    connect(&draft(), &FormDraft::restored, this, [this] {
        if (m_loaded && !m_versions.isEmpty() && m_versions.last().version != m_base.version)
            mergeTheirs(m_versions.last());
    });
    read();
    finish();
}

MarkdownEditor *SituationPanel::addEditor(const QString &label, const QString &name, const QString &field)
{
    auto *editor = new MarkdownEditor(QString(label).remove(u'&'), name);
    editor->field()->setTabChangesFocus(true);
    editor->setFixedHeight(8 * editor->fontMetrics().lineSpacing() + 36);
    draft().watch(
        field, [editor] { return QJsonValue(editor->markdown()); },
        [editor](const QJsonValue &v) { editor->setMarkdown(v.toString()); });
    connect(editor, &MarkdownEditor::edited, this, [this] {
        draft().touch();
        updateButton();
    });
    editor->setFocusProxy(editor->field());
    addRow(label, editor, field);
    return editor;
}

void SituationPanel::refresh()
{
    read();
}

void SituationPanel::read()
{
    m_ui.workspace->run<QList<Situation>>(
        this, [id = incident().id](Services &s) { return s.team.situations(id); },
        [this](const Result<QList<Situation>> &versions) {
            if (versions)
                takeVersions(*versions);
            else
                showError(versions.error());
        });
}

void SituationPanel::takeVersions(const QList<Situation> &versions)
{
    const Situation last = versions.isEmpty() ? Situation() : versions.last();
    m_versions = versions;
    const bool isUntouched = typed().saysSame(m_base);
    if (isUntouched) {
        m_base = last;
        show(last);
    } else if (last.version != m_base.version) {
        mergeTheirs(last);
    }
    m_loaded = true;
    showHistory();
    updateButton();
}

void SituationPanel::mergeTheirs(const Situation &theirs)
{
    FieldMerge merge;
    const Situation mine = typed();
    Situation together = mine;
    together.known = merge.text(u"known"_s, tr("What we know"), m_base.known, mine.known, theirs.known);
    together.unknown = merge.text(u"unknown"_s, tr("What we don't know"), m_base.unknown, mine.unknown, theirs.unknown);
    together.next = merge.text(u"next"_s, tr("What is next"), m_base.next, mine.next, theirs.next);
    show(together);
    if (merge.open().isEmpty()) {
        m_base = theirs;
        m_conflict->closeConflict();
        draft().touch();
        return;
    }
    m_conflict->showConflict(tr("%1 saved another situation at %2.").arg(theirs.byName, TimeText().time(theirs.atMs)),
                             merge.note(), merge.open());
}

void SituationPanel::show(const Situation &s)
{
    const FormDraft::Pause pause(draft());
    for (const auto &[editor, text] : {std::pair(m_known, s.known), {m_unknown, s.unknown}, {m_next, s.next}})
        if (editor->markdown() != text)
            editor->setMarkdown(text);
}

void SituationPanel::showHistory()
{
    while (QLayoutItem *item = m_history->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (m_versions.isEmpty())
        return;
    m_history->addWidget(new Label(tr("Versions"), TextStyle::BodyBold));
    for (qsizetype n = m_versions.size() - 1; n >= 0; --n) {
        const Situation &v = m_versions.at(n);
        const Situation before = n > 0 ? m_versions.at(n - 1) : Situation();
        m_history->addWidget(
            makeHistoryRow(v.atMs, nowMs(), v.byName, tr("Version %1").arg(v.version), situationDiff(before, v)));
    }
}

Situation SituationPanel::typed() const
{
    Situation s;
    s.known = m_known->markdown().trimmed();
    s.unknown = m_unknown->markdown().trimmed();
    s.next = m_next->markdown().trimmed();
    return s;
}

QString SituationPanel::whyDisabled() const
{
    if (incident().isDone())
        return tr("This incident has ended. Reopen it first.");
    if (m_conflict->isOpen())
        return tr("Say first which of the two texts stays.");
    return whyNoRight(Right::AddEntry, incident(), context());
}

void SituationPanel::submit()
{
    const Situation s = typed();
    if (const auto ok = checkSituation(s); !ok) {
        showError(ok.error());
        return;
    }
    run([id = incident().id, version = m_base.version,
         s](Services &services) { return services.team.saveSituation(id, version, s); },
        tr("Situation of %1 saved").arg(incident().reference()));
}

} // namespace tocsin
