#include "ui/postmortem/contributionspage.h"

#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/card.h"
#include "ui/common/chip.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/emptystate.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/common/plainscroll.h"
#include "ui/common/timetext.h"
#include "ui/incident/formdraft.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace tocsin {

ContributionsPage::ContributionsPage(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_what(wrappedLabel({}, TextStyle::SmallMuted, this))
    , m_banner(new Banner(Banner::Kind::Error, this))
    , m_ask(new QPushButton(tr("Ask somebody…"), this))
    , m_empty(
          new EmptyState(u"users"_s, tr("Nobody was asked"),
                         tr("People who were there know what no record shows. Whoever is asked sees the question and "
                            "their own answer alone."),
                         this))
{
    setObjectName(u"postmortemContributions"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto *head = new QHBoxLayout;
    head->setSpacing(16);
    auto *titles = new QVBoxLayout;
    titles->setSpacing(4);
    titles->addWidget(new Label(tr("Contributions"), TextStyle::Heading, this));
    titles->addWidget(m_what);
    head->addLayout(titles, 1);
    m_ask->setObjectName(u"postmortemAsk"_s);
    m_ask->setAccessibleName(tr("Ask somebody for a contribution"));
    connect(m_ask, &QPushButton::clicked, this, &ContributionsPage::askRequested);
    head->addWidget(m_ask, 0, Qt::AlignTop);
    layout->addLayout(head);
    m_banner->hide();
    layout->addWidget(m_banner);
    m_empty->setObjectName(u"contributionsEmpty"_s);
    layout->addWidget(m_empty, 1);
    m_area = new QScrollArea(this);
    plainScroll(m_area);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    m_rows = new QVBoxLayout;
    m_rows->setSpacing(8);
    column->addLayout(m_rows);
    column->addStretch(1);
    m_area->setWidget(content);
    layout->addWidget(m_area, 1);
}

ContributionsPage::~ContributionsPage()
{
    for (FormDraft *draft : std::as_const(m_drafts))
        draft->flush();
}

int ContributionsPage::openCount(const QList<PostmortemQuestion> &questions)
{
    return static_cast<int>(std::count_if(questions.begin(), questions.end(),
                                          [](const PostmortemQuestion &q) { return q.answers.isEmpty(); }));
}

void ContributionsPage::showQuestions(IncidentId incident, const QList<PostmortemQuestion> &questions, bool reader,
                                      const QString &refusal)
{
    m_what->setText(reader ? tr("Each of them sees their question and their own answer, nothing else of this.")
                           : tr("You were asked for a contribution to the post-mortem of this incident. You see the "
                                "question and your own answer; its readers see both."));
    m_ask->setVisible(reader);
    m_ask->setEnabled(refusal.isEmpty());
    m_ask->setToolTip(refusal);
    m_empty->setVisible(questions.isEmpty());
    m_area->setVisible(!questions.isEmpty());
    const auto same = [](const PostmortemQuestion &a, const PostmortemQuestion &b) {
        return a.id == b.id && a.answers.size() == b.answers.size();
    };
    if (incident == m_incident && questions.size() == m_questions.size() && !questions.isEmpty() &&
        std::equal(questions.begin(), questions.end(), m_questions.begin(), same))
        return; // what is being typed stays
    m_incident = incident;
    m_questions = questions;
    for (FormDraft *draft : std::as_const(m_drafts)) {
        draft->flush();
        draft->deleteLater();
    }
    m_drafts.clear();
    m_fields.clear();
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const PostmortemQuestion &q : questions)
        m_rows->addWidget(makeCard(q));
}

QWidget *ContributionsPage::makeCard(const PostmortemQuestion &q)
{
    auto *card = new Card;
    card->setObjectName(u"question-%1"_s.arg(q.id.value));
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(new ElidedLabel(tr("%1 asked %2").arg(q.byName, q.askedName), TextStyle::BodyBold, card));
    head->addWidget(new Label(TimeText().full(q.atMs), TextStyle::FinePrint, card));
    head->addStretch(1);
    const qint64 now = m_ui.workspace->clock().nowMs();
    if (!q.answers.isEmpty()) {
        head->addWidget(new Chip(tr("Answered"), Tone::Met, card));
    } else if (q.dueMs > 0) {
        const bool late = q.dueMs < now;
        auto *due = new Chip(late ? tr("Overdue") : tr("Due %1").arg(TimeText().brief(q.dueMs, now)),
                             late ? Tone::Overdue : Tone::Neutral, card);
        due->setToolTip(TimeText().both(q.dueMs));
        head->addWidget(due);
    }
    card->body()->addLayout(head);
    card->body()->addWidget(new ElidedLabel(tr("For: %1").arg(nameOf(q.section)), TextStyle::SmallMuted, card));
    card->body()->addWidget(wrappedLabel(q.question, TextStyle::Body, card));
    for (const ContributionAnswer &a : q.answers) {
        auto *text = wrappedLabel(a.text, TextStyle::Body, card);
        text->setContentsMargins(16, 0, 0, 0);
        text->setToolTip(TimeText().both(a.atMs));
        text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        text->setAccessibleName(tr("Answer of %1: %2").arg(q.askedName, a.text));
        card->body()->addWidget(text);
    }
    if (q.asked == m_ui.workspace->status().person.id)
        card->body()->addWidget(makeAnswer(q));
    return card;
}

QWidget *ContributionsPage::makeAnswer(const PostmortemQuestion &q)
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto *field = new QPlainTextEdit(box);
    field->setObjectName(u"answer-%1"_s.arg(q.id.value));
    field->setTabChangesFocus(true);
    field->setFixedHeight(88);
    auto *row = new FormRow(q.answers.isEmpty() ? tr("Your answer") : tr("Something to add"), field, box);
    layout->addWidget(row);
    auto *button = new QPushButton(tr("Answer"), box);
    button->setObjectName(u"answerSend-%1"_s.arg(q.id.value));
    button->setAccessibleName(tr("Answer %1").arg(q.byName));
    button->setProperty("primary", true);
    button->setEnabled(!m_ui.workspace->status().readOnly);
    connect(button, &QPushButton::clicked, this, [this, q] { answer(q); });
    layout->addWidget(button, 0, Qt::AlignRight);
    auto *draft = new FormDraft(m_ui, this);
    draft->watch(u"answer"_s, field);
    draft->setEmptyWhen([field] { return field->toPlainText().trimmed().isEmpty(); });
    draft->open(u"postmortem-answer/%1"_s.arg(q.id.value), q.incident);
    m_fields.insert(q.id, field);
    m_drafts.insert(q.id, draft);
    return box;
}

void ContributionsPage::answer(const PostmortemQuestion &q)
{
    QPlainTextEdit *field = m_fields.value(q.id);
    const QString text = field->toPlainText();
    if (text.trimmed().isEmpty()) {
        m_banner->show(Banner::Kind::Error, tr("Write the answer."));
        field->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_drafts.value(q.id)->act<void>(
        this, [q, text](Services &s) { return s.postmortems.answer(q.incident, q.id, text); },
        [this](const Result<void> &done) {
            if (!done) {
                m_banner->show(Banner::Kind::Error, done.error().userText);
                return;
            }
            m_banner->hide();
            if (m_ui.say)
                m_ui.say(tr("Answered"));
            Q_EMIT answered();
        });
}

} // namespace tocsin
