#include "ui/transfers/requestview.h"

#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/card.h"
#include "ui/common/chip.h"
#include "ui/common/emptylayout.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/common/plainscroll.h"
#include "ui/common/timetext.h"
#include "ui/incident/attestationform.h"
#include "ui/incident/formdraft.h"
#include "ui/incident/markdownblock.h"
#include "ui/transfers/factscard.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin {

RequestView::RequestView(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_draft(new FormDraft(ui, this))
    , m_scroll(new QScrollArea)
    , m_where(wrappedLabel({}, TextStyle::SmallMuted))
    , m_title(wrappedLabel({}, TextStyle::Title))
    , m_state(new Chip)
    , m_warning(new Banner(Banner::Kind::Warning))
    , m_error(new Banner(Banner::Kind::Error))
    , m_factsCard(new FactsCard(2))
    , m_textCard(new Card)
    , m_text(new MarkdownBlock(tr("Text")))
    , m_said(wrappedLabel({}))
    , m_words(new QPlainTextEdit)
    , m_attest(new QVBoxLayout)
    , m_why(wrappedLabel({}, TextStyle::SmallMuted))
    , m_buttons(new FlowLayout)
    , m_lines(wrappedLabel({}))
    , m_question(new QPlainTextEdit)
    , m_ask(new QPushButton(tr("Ask back")))
    , m_answer(new QPushButton(tr("A&nswer")))
{
    setObjectName(u"requestView"_s);
    m_decision = buildDecision();
    m_thread = buildThread();
    build();
}

RequestView::~RequestView()
{
    m_draft->flush();
}

void RequestView::build()
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    plainScrollDown(m_scroll);
    m_scroll->setAccessibleName(tr("Request"));
    outer->addWidget(m_scroll);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(buildHead());
    for (Banner *banner : {m_warning, m_error}) {
        banner->hide();
        column->addWidget(banner);
    }
    m_error->setClosable(true);
    column->addWidget(m_factsCard);
    m_text->setObjectName(u"requestText"_s);
    m_textCard->body()->addWidget(m_text);
    column->addWidget(m_textCard);
    column->addWidget(m_decision);
    column->addWidget(m_thread);
    column->addStretch(1);
    m_scroll->setWidget(content);
    content->hide();
}

QWidget *RequestView::buildHead()
{
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins({});
    row->setSpacing(12);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    m_where->setObjectName(u"requestWhere"_s);
    m_title->setObjectName(u"requestTitle"_s);
    m_state->setObjectName(u"requestState"_s);
    texts->addWidget(m_where);
    texts->addWidget(m_title);
    row->addLayout(texts, 1);
    row->addWidget(m_state, 0, Qt::AlignVCenter);
    return head;
}

Card *RequestView::buildDecision()
{
    auto *card = new Card(tr("Decision"));
    card->setNote(tr("Stands in the incident and the record, word for word"));
    m_said->setObjectName(u"requestSaid"_s);
    m_said->setTextInteractionFlags(Qt::TextSelectableByMouse);
    card->body()->addWidget(m_said);
    m_words->setObjectName(u"requestWords"_s);
    m_words->setTabChangesFocus(true);
    m_words->setFixedHeight(3 * m_words->fontMetrics().lineSpacing() + 18);
    m_wordsRow = new FormRow(tr("&In words"), m_words);
    card->body()->addWidget(m_wordsRow);
    m_draft->watch(u"words"_s, m_words);
    m_attest->setContentsMargins({});
    m_attest->setSpacing(12);
    card->body()->addLayout(m_attest);
    for (const Role role : {Role::Legal, Role::Executive}) {
        auto *form = new AttestationForm(m_ui, role);
        form->watch(*m_draft, codeOf(role));
        auto *row = new FormRow(role == Role::Legal ? tr("Decided by &legal") : tr("Decided by the &executive"), form);
        row->setObjectName(u"attestRow-"_s + codeOf(role));
        m_attest->addWidget(row);
        m_forms.insert(static_cast<int>(role), form);
    }
    m_why->setObjectName(u"requestWhy"_s);
    card->body()->addWidget(m_why);
    m_buttons->setAlignment(Qt::AlignRight);
    card->body()->addLayout(m_buttons);
    return card;
}

Card *RequestView::buildThread()
{
    auto *card = new Card(tr("Questions and answers"));
    card->setNote(tr("A question is no refusal: the request goes on waiting"));
    m_lines->setObjectName(u"requestThread"_s);
    m_lines->setTextInteractionFlags(Qt::TextSelectableByMouse);
    card->body()->addWidget(m_lines);
    m_question->setObjectName(u"requestQuestion"_s);
    m_question->setAccessibleName(tr("Question or answer"));
    m_question->setPlaceholderText(tr("A question to who asked, or its answer"));
    m_question->setTabChangesFocus(true);
    m_question->setFixedHeight(2 * m_question->fontMetrics().lineSpacing() + 18);
    m_draft->watch(u"question"_s, m_question);
    card->body()->addWidget(m_question);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addStretch(1);
    m_ask->setObjectName(u"requestAsk"_s);
    m_ask->setAccessibleName(tr("Ask back"));
    m_answer->setObjectName(u"requestAnswer"_s);
    m_answer->setAccessibleName(tr("Answer the question"));
    row->addWidget(m_answer);
    row->addWidget(m_ask);
    card->body()->addLayout(row);
    connect(m_ask, &QPushButton::clicked, this, [this] { remark(true); });
    connect(m_answer, &QPushButton::clicked, this, [this] { remark(false); });
    return card;
}

bool RequestView::sameAs(const Approval &request) const
{
    return m_request.kind == request.kind && m_request.id == request.id && m_request.act == request.act;
}

QString RequestView::draftName() const
{
    return u"request/%1/%2"_s.arg(codeOf(m_request.kind)).arg(m_request.id);
}

void RequestView::showRequest(const Approval &request)
{
    if (!sameAs(request)) {
        if (m_request.id > 0)
            m_draft->leave();
        m_facts = {};
        m_scroll->widget()->hide();
        m_error->hide();
    }
    m_request = request;
    if (request.id == 0)
        return;
    const RequestViewer viewer{m_ui.workspace->status().person, m_ui.workspace->status().readOnly,
                               m_ui.workspace->clock().nowMs()};
    m_ui.workspace->run<RequestFacts>(
        this, [request, viewer](Services &s) { return RequestReader::read(s, request, viewer); },
        [this, request](const Result<RequestFacts> &facts) {
            if (!sameAs(request))
                return;
            if (facts)
                present(*facts);
            else if (m_ui.showError)
                m_ui.showError(facts.error());
        });
}

void RequestView::present(const RequestFacts &facts)
{
    const bool fresh = m_facts.request.id == 0;
    m_facts = facts;
    m_where->setText(facts.where);
    m_title->setText(facts.title);
    m_state->setText(facts.state);
    m_warning->setVisible(!facts.warning.isEmpty());
    if (!facts.warning.isEmpty())
        m_warning->show(Banner::Kind::Warning, facts.warning);
    m_textCard->setVisible(!facts.text.isEmpty());
    m_textCard->setTitle(facts.textTitle);
    m_text->setAccessibleName(facts.textTitle);
    m_text->showMarkdown(facts.text);
    {
        const FormDraft::Pause pause(*m_draft);
        if (fresh) {
            m_words->clear();
            m_question->clear();
        }
        m_factsCard->setFacts(facts.facts);
        showChoices();
        showThread();
    }
    if (fresh)
        m_draft->open(draftName(), facts.request.incident);
    m_scroll->widget()->show();
    if (fresh)
        QTimer::singleShot(0, m_scroll, [scroll = m_scroll] { scroll->ensureVisible(0, 0); });
    Q_EMIT shown();
}

/** The same buttons stay for the same choices: a refresh takes neither the focus from one nor a click that has begun.
 */
void RequestView::makeButtons()
{
    const auto stays = [](const QPushButton *button, const RequestChoice &c) {
        return button->objectName() == u"request-"_s + c.code && button->property("danger").toBool() == c.danger &&
               button->property("primary").toBool() == (c.primary && !c.danger);
    };
    if (std::equal(m_choices.begin(), m_choices.end(), m_facts.choices.begin(), m_facts.choices.end(), stays))
        return;
    emptyLayout(m_buttons);
    m_choices.clear();
    for (int n = 0; n < m_facts.choices.size(); ++n) {
        const RequestChoice &c = m_facts.choices[n];
        auto *button = new QPushButton;
        button->setObjectName(u"request-"_s + c.code);
        button->setProperty("primary", c.primary && !c.danger);
        button->setProperty("danger", c.danger);
        connect(button, &QPushButton::clicked, this, [this, n] { take(n); });
        m_buttons->addWidget(button);
        m_choices << button;
    }
}

void RequestView::showChoices()
{
    makeButtons();
    bool words = false, any = false;
    QSet<int> roles;
    QStringList whys;
    for (int n = 0; n < m_facts.choices.size(); ++n) {
        const RequestChoice &c = m_facts.choices[n];
        QPushButton *button = m_choices[n];
        button->setText(c.label);
        button->setAccessibleName(c.spoken);
        button->setEnabled(c.whyNot.isEmpty());
        button->setToolTip(c.whyNot);
        button->setAccessibleDescription(c.whyNot);
        if (!c.whyNot.isEmpty()) {
            if (!whys.contains(c.whyNot))
                whys << c.whyNot;
            continue;
        }
        any = true;
        words = words || c.wordsNeeded;
        if (c.attestedRole)
            roles.insert(static_cast<int>(*c.attestedRole));
    }
    m_said->setText(m_facts.said.join(u'\n'));
    m_said->setVisible(!m_facts.said.isEmpty());
    m_wordsRow->setVisible(words);
    for (auto it = m_forms.begin(); it != m_forms.end(); ++it)
        it.value()->parentWidget()->setVisible(roles.contains(it.key()));
    if (!m_facts.note.isEmpty())
        whys.prepend(m_facts.note);
    m_why->setText(whys.join(u'\n'));
    m_why->setVisible(!whys.isEmpty());
    m_decision->setHighlighted(any);
    m_decision->setVisible(!m_facts.choices.isEmpty() || !m_facts.said.isEmpty() || !m_facts.note.isEmpty());
}

void RequestView::showThread()
{
    m_thread->setVisible(m_facts.hasThread);
    QStringList lines;
    for (const RequestRemark &r : std::as_const(m_facts.thread))
        lines << tr("%1, %2, %3: %4")
                     .arg(r.byName, TimeText().brief(r.atMs, m_ui.workspace->clock().nowMs()),
                          r.question ? tr("asked back") : tr("answered"), r.text);
    m_lines->setText(lines.join(u'\n'));
    m_lines->setVisible(!lines.isEmpty());
    const DatabaseStatus &status = m_ui.workspace->status();
    const QString why = status.readOnly ? tr("This database can only be read.")
                        : mayDo(status.person.roles, Right::AddEntry, false)
                            ? QString()
                            : tr("This needs the role: %1.").arg(roleNames(rolesWith(Right::AddEntry)));
    for (QPushButton *button : {m_ask, m_answer}) {
        button->setEnabled(why.isEmpty());
        button->setToolTip(why);
    }
    m_question->setEnabled(why.isEmpty());
    m_answer->setVisible(!m_facts.thread.isEmpty() && m_facts.thread.last().question);
}

void RequestView::take(int n)
{
    if (m_busy || n < 0 || n >= m_facts.choices.size() || !m_facts.choices[n].whyNot.isEmpty())
        return;
    const RequestChoice c = m_facts.choices[n];
    m_error->hide();
    const QString words = m_words->toPlainText().trimmed();
    if (c.wordsNeeded && words.isEmpty())
        return showError(tr("Give the decision in words: they stand in the incident and the record."), m_words);
    Attestation attested;
    if (c.attestedRole) {
        AttestationForm *form = m_forms.value(static_cast<int>(*c.attestedRole));
        if (const QString missing = form->missing(); !missing.isEmpty())
            return showError(missing, form);
        attested = form->value();
    }
    run([act = c.act, words, attested](Services &s) { return act(s, words, attested); }, tr("It is in the record"));
}

void RequestView::remark(bool question)
{
    m_error->hide();
    const QString text = m_question->toPlainText().trimmed();
    if (text.isEmpty())
        return showError(question ? tr("Write your question.") : tr("Write your answer."), m_question);
    run([request = m_facts.request, question,
         text](Services &s) { return s.approvals.remark(request, question, text); },
        question ? tr("Your question is with who asked") : tr("Your answer is there"));
}

void RequestView::run(std::function<Result<void>(Services &)> job, const QString &said)
{
    if (m_busy)
        return;
    m_busy = true;
    m_draft->act<void>(this, std::move(job), [this, said](const Result<void> &result) {
        m_busy = false;
        if (!result) {
            if (result.error().kind == ErrorKind::Conflict)
                reload();
            return showError(result.error().userText, nullptr);
        }
        {
            const FormDraft::Pause pause(*m_draft);
            m_words->clear();
            m_question->clear();
        }
        if (m_ui.say)
            m_ui.say(said);
        reload();
        Q_EMIT changed();
    });
}

void RequestView::showError(const QString &text, QWidget *field)
{
    m_error->show(Banner::Kind::Error, text);
    if (!field)
        return;
    field->setFocus(Qt::OtherFocusReason);
    QTimer::singleShot(0, field, [this, field] { m_scroll->ensureWidgetVisible(field, 0, 80); });
}

void RequestView::approve()
{
    for (int n = 0; n < m_facts.choices.size(); ++n)
        if (m_facts.choices[n].primary && m_facts.choices[n].whyNot.isEmpty())
            return take(n);
    for (int n = 0; n < m_facts.choices.size(); ++n) // what the others said
        if (m_facts.choices[n].attestedRole && m_facts.choices[n].whyNot.isEmpty())
            return take(n);
}

void RequestView::refuse()
{
    for (int n = 0; n < m_facts.choices.size(); ++n)
        if (!m_facts.choices[n].primary && !m_facts.choices[n].attestedRole && m_facts.choices[n].whyNot.isEmpty())
            return take(n);
}

void RequestView::askBack()
{
    if (!m_facts.hasThread)
        return;
    m_question->setFocus(Qt::OtherFocusReason);
    QTimer::singleShot(0, m_question, [this] { m_scroll->ensureWidgetVisible(m_question, 0, 40); });
}

} // namespace tocsin
