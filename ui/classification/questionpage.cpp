#include "ui/classification/questionpage.h"

#include "models/items/quickentry.h"
#include "models/services/workspace.h"
#include "ui/classification/answercards.h"
#include "ui/common/banner.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/incident/entrypicker.h"

#include <QHBoxLayout>
#include <QJsonArray>
#include <QJsonObject>
#include <QLineEdit>
#include <QVBoxLayout>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

QuestionPage::QuestionPage(const UiContext &ui, RunDesk *desk, const FactQuestion &question, QWidget *parent)
    : WizardPage(parent)
    , m_ui(ui)
    , m_desk(desk)
    , m_question(question)
    , m_place(new Label({}, TextStyle::FinePrint))
    , m_cards(new AnswerCards(question))
    , m_note(new QLineEdit)
    , m_hint(wrappedLabel({}, TextStyle::SmallMuted))
    , m_banner(new Banner(Banner::Kind::Warning))
    , m_evidence(new EntryPicker(ui, desk->incident().id))
    , m_newEntry(new QLineEdit)
    , m_entryHint(wrappedLabel({}, TextStyle::SmallMuted))
{
    setObjectName(u"question-"_s + question.code);
    build();
    connect(m_cards, &AnswerCards::chosen, this, &QuestionPage::edited);
    connect(m_note, &QLineEdit::textEdited, this, &QuestionPage::edited);
    connect(m_evidence, &EntryPicker::chosenChanged, this, &QuestionPage::edited);
    connect(m_newEntry, &QLineEdit::returnPressed, this, &QuestionPage::addEntry);
    connect(m_newEntry, &QLineEdit::textEdited, this, [this] {
        m_entryHint->hide();
        Q_EMIT changed();
    });
    connect(m_desk, &RunDesk::changed, this, [this] { load(m_desk->details()); });
}

void QuestionPage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    layout->addWidget(m_place);
    layout->addWidget(wrappedLabel(m_question.question, TextStyle::Title));
    auto *help = wrappedLabel(m_question.text, TextStyle::Muted);
    help->setToolTip(m_question.citation);
    layout->addWidget(help);
    m_banner->hide();
    layout->addWidget(m_banner);
    layout->addWidget(m_cards);
    m_hint->setObjectName(u"answerHint"_s);
    m_hint->hide();
    layout->addWidget(m_hint);
    m_note->setObjectName(u"answerNote"_s);
    m_note->setAccessibleName(tr("The answer in your own words"));
    m_note->setMaxLength(400);
    layout->addWidget(m_note);
    layout->addWidget(buildEvidence(), 1);
}

QWidget *QuestionPage::buildEvidence()
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(new Label(tr("Evidence for this answer"), TextStyle::BodyBold));
    m_evidence->setCompact();
    layout->addWidget(m_evidence, 1);
    m_newEntry->setObjectName(u"newEvidence"_s);
    m_newEntry->setPlaceholderText(tr("Not in the timeline yet? Write it here; Enter adds and cites it"));
    m_newEntry->setAccessibleName(tr("New timeline entry, cited at once"));
    layout->addWidget(m_newEntry);
    m_entryHint->hide();
    layout->addWidget(m_entryHint);
    return box;
}

const RunAnswer *QuestionPage::standing() const
{
    const ClassificationRun *run = m_desk->current();
    return run ? run->answer(m_question.code) : nullptr;
}

QString QuestionPage::summary() const
{
    const RunAnswer *a = standing();
    return a ? answerNames(m_question, a->answers) : QString();
}

bool QuestionPage::isComplete() const
{
    const RunAnswer *a = standing();
    return a && isAnswer(m_question, a->answers) &&
           !groundless(m_desk->verdict(), *m_desk->current()).contains(m_question.code);
}

void QuestionPage::showNoteUse()
{
    const QStringList answers = m_cards->answers();
    const bool isOpen = std::any_of(answers.begin(), answers.end(), [this](const QString &code) {
        const FactAnswer *a = m_question.answer(code);
        return a && a->open;
    });
    const bool asksWhy = !answers.isEmpty() && !isOpen && m_evidence->chosen().isEmpty();
    m_note->setPlaceholderText(asksWhy ? tr("No entry is cited: say why none shows it (or cite one below)")
                                       : tr("In your own words, if they say more (optional)"));
}

void QuestionPage::showMissing()
{
    if (!confirm())
        return;
    m_hint->setText(tr("Cite an entry that shows it, or say in a line why none does."));
    m_hint->show();
    m_note->setFocus(Qt::OtherFocusReason);
}

void QuestionPage::load(const IncidentDetails &details)
{
    m_stale = !isVisible();
    if (m_stale)
        return; // when it is shown
    if (m_entries != details.entryCount)
        m_evidence->reload();
    m_entries = details.entryCount;
    const RunAnswer *a = standing();
    const qint64 now = a ? a->id : 0;
    if (m_touched && a && now != m_seen)
        return showConflict(*a);
    if (!m_touched)
        showStanding();
}

void QuestionPage::showEvent(QShowEvent *event)
{
    WizardPage::showEvent(event);
    if (m_stale)
        load(m_desk->details());
}

void QuestionPage::showStanding()
{
    const RunAnswer *a = standing();
    const ClassificationRun *former = m_desk->former();
    m_seen = a ? a->id : 0;
    m_former = !a && former && former->answer(m_question.code);
    const RunAnswer *shown = m_former ? former->answer(m_question.code) : a;
    m_cards->setAnswers(shown ? shown->answers : QStringList());
    m_note->setText(shown ? shown->note : QString());
    if (const QList<EntryId> cited = shown ? shown->evidence : QList<EntryId>(); cited != m_evidence->chosen())
        m_evidence->setChosen(cited);
    m_banner->hide();
    const TimeText time;
    const qint64 nowMs = m_ui.workspace->clock().nowMs();
    QString hint;
    if (m_former)
        hint = tr("As in run %1. Going on confirms it for this run.").arg(former->number);
    else if (a)
        hint = tr("Answered by %1, %2.").arg(a->byName, time.brief(a->atMs, nowMs));
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    showNoteUse();
}

void QuestionPage::showConflict(const RunAnswer &theirs)
{
    m_banner->show(Banner::Kind::Warning,
                   tr("%1 answered this meanwhile: %2.").arg(theirs.byName, answerNames(m_question, theirs.answers)),
                   theirs.note);
    m_banner->addAction(tr("Keep theirs"), this, [this] {
        m_touched = false;
        showStanding();
        Q_EMIT changed();
        focusFirst();
    });
    m_banner->addAction(tr("Keep mine"), this, [this] {
        const RunAnswer *a = standing();
        m_seen = a ? a->id : 0;
        m_banner->hide();
        Q_EMIT changed();
        focusFirst();
    });
}

void QuestionPage::edited()
{
    m_touched = true;
    m_hint->hide();
    showNoteUse();
    Q_EMIT changed();
}

bool QuestionPage::confirm()
{
    if (m_cards->answers().isEmpty()) {
        m_hint->setText(tr("Choose an answer; “Not known yet” is one too."));
        m_hint->show();
        m_cards->focusChoice();
        return false;
    }
    m_touched = m_touched || m_former;
    return true;
}

void QuestionPage::save(std::function<void(const Result<void> &)> done)
{
    if (!m_touched || m_cards->answers().isEmpty()) {
        done({});
        return;
    }
    const AnswerInput input{m_question.code, m_cards->answers(), m_note->text(), m_evidence->chosen(), m_seen};
    m_desk->answer(input, [this, self = QPointer<QuestionPage>(this), input, done](const Result<void> &r) {
        if (!self)
            return;
        if (r) {
            m_touched = false;
            showStanding();
            Q_EMIT changed();
        } else if (const RunAnswer *a = standing(); r.error().kind == ErrorKind::Conflict && a && a->id != input.seen) {
            showConflict(*a);
        } else {
            m_banner->show(Banner::Kind::Error, r.error().userText);
        }
        done(r);
    });
}

void QuestionPage::focusFirst()
{
    m_cards->focusChoice();
}

void QuestionPage::focusEvidence()
{
    m_evidence->focusList();
}

bool QuestionPage::chooseNumber(int number)
{
    return m_cards->chooseNumber(number);
}

void QuestionPage::setPlace(const QString &text)
{
    m_place->setText(text);
}

QJsonValue QuestionPage::pending() const
{
    QJsonObject o;
    if (m_touched) {
        o.insert(u"answers"_s, QJsonArray::fromStringList(m_cards->answers()));
        o.insert(u"note"_s, m_note->text());
        o.insert(u"seen"_s, m_seen);
        QJsonArray cited;
        for (const EntryId e : m_evidence->chosen())
            cited.append(e.value);
        o.insert(u"evidence"_s, cited);
    }
    if (const QString line = m_newEntry->text(); !line.isEmpty())
        o.insert(u"entry"_s, line);
    return o.isEmpty() ? QJsonValue() : QJsonValue(o);
}

void QuestionPage::setPending(const QJsonValue &value)
{
    const QJsonObject o = value.toObject();
    m_newEntry->setText(o.value(u"entry"_s).toString());
    if (!o.contains(u"answers"_s))
        return;
    QStringList answers;
    for (const QJsonValue &a : o.value(u"answers"_s).toArray())
        answers << a.toString();
    QList<EntryId> cited;
    for (const QJsonValue &e : o.value(u"evidence"_s).toArray())
        cited << EntryId{e.toInteger()};
    m_touched = true;
    m_former = false;
    m_seen = o.value(u"seen"_s).toInteger();
    m_cards->setAnswers(answers);
    m_note->setText(o.value(u"note"_s).toString());
    m_evidence->setChosen(cited);
    showNoteUse();
    m_hint->setText(tr("What you had chosen is back. Going on keeps it."));
    m_hint->show();
    load(m_desk->details());
}

void QuestionPage::setWhyNot(const QString &why)
{
    for (QWidget *w :
         {static_cast<QWidget *>(m_cards), static_cast<QWidget *>(m_note), static_cast<QWidget *>(m_newEntry)})
        w->setEnabled(why.isEmpty());
}

void QuestionPage::addEntry()
{
    const QString line = m_newEntry->text().trimmed();
    if (line.isEmpty())
        return;
    const TimeText time;
    const QuickEntry quick = parseQuickEntry(line, m_ui.workspace->clock().nowMs(), time.zone());
    if (!quick.error.isEmpty()) {
        m_entryHint->setText(quick.error);
        m_entryHint->show();
        return;
    }
    const NewEntry entry{quick.kind.value_or(EntryKind::Evidence), quick.atMs, quick.text, quick.tags, quick.keyEvent};
    m_newEntry->setEnabled(false);
    m_ui.workspace->run<EntryId>(
        this, [id = m_desk->incident().id, entry](Services &s) { return s.timeline.add(id, entry); },
        [this, remarks = quick.remarks](const Result<EntryId> &added) {
            m_newEntry->setEnabled(true);
            m_newEntry->setFocus();
            if (!added) {
                m_entryHint->setText(added.error().userText);
                m_entryHint->show();
                return;
            }
            m_newEntry->clear();
            m_evidence->setChosen(m_evidence->chosen() + QList{*added});
            m_entryHint->setText(remarks.join(u' '));
            m_entryHint->setVisible(!remarks.isEmpty());
            edited();
        });
}

} // namespace tocsin
