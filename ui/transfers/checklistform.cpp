#include "ui/transfers/checklistform.h"

#include "models/services/workspace.h"
#include "ui/common/chip.h"
#include "ui/common/emptylayout.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/incident/attestationform.h"
#include "ui/incident/formdraft.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QJsonObject>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kQuestionStretch = 5;
constexpr int kRemarkStretch = 6;
constexpr int kRoomForAnswers = 520; ///< beside their question
constexpr int kAnswerWidth = 104;

Tone toneOf(ChecklistAnswer answer)
{
    return answer == ChecklistAnswer::Yes ? Tone::Low : answer == ChecklistAnswer::No ? Tone::High : Tone::Neutral;
}

QPlainTextEdit *lines(int count, const QString &name)
{
    auto *edit = new QPlainTextEdit;
    edit->setObjectName(name);
    edit->setTabChangesFocus(true);
    edit->setFixedHeight(count * edit->fontMetrics().lineSpacing() + 18);
    return edit;
}

} // namespace

ChecklistForm::ChecklistForm(const UiContext &ui, QWidget *parent)
    : TransferForm(ui, u"transfer/answer"_s, parent)
    , m_by(wrappedLabel({}, TextStyle::Small))
    , m_rows(new QWidget)
    , m_rowLayout(new QVBoxLayout(m_rows))
    , m_form(new QWidget)
    , m_goAhead(lines(2, u"checklistGoAhead"_s))
    , m_remark(lines(2, u"checklistRemark"_s))
    , m_legal(new AttestationForm(ui, Role::Legal))
    , m_why(wrappedLabel({}, TextStyle::SmallMuted))
    , m_go(new QPushButton)
    , m_stop(new QPushButton(tr("&Block…")))
    , m_anew(new QPushButton(tr("Answer again…")))
{
    setObjectName(u"checklistForm"_s);
    build();
    draft().watch(
        u"typed"_s, [this] { return QJsonValue(typed()); }, [this](const QJsonValue &v) { restore(v.toObject()); });
    m_legal->watch(draft(), u"legal"_s);
    for (QPlainTextEdit *edit : {m_goAhead, m_remark})
        connect(edit, &QPlainTextEdit::textChanged, this, [this] { draft().touch(); });
    connect(m_go, &QPushButton::clicked, this, [this] { submit(true); });
    connect(m_stop, &QPushButton::clicked, this, [this] { submit(false); });
    connect(m_anew, &QPushButton::clicked, this, [this] {
        m_again = true;
        makeForm();
        refresh();
        focusFirst();
    });
}

void ChecklistForm::build()
{
    m_by->setObjectName(u"checklistBy"_s);
    body()->addWidget(m_by);
    m_rowLayout->setContentsMargins({});
    m_rowLayout->setSpacing(8);
    body()->addWidget(m_rows);
    auto *layout = new QVBoxLayout(m_form);
    layout->setContentsMargins({});
    layout->setSpacing(12);
    m_goAheadRow = new FormRow(tr("Why it may &go ahead although an item is answered “no”"), m_goAhead);
    layout->addWidget(m_goAheadRow);
    layout->addWidget(new FormRow(tr("&Legal's remark; what it needs, if it is blocked"), m_remark));
    m_legalRow = new FormRow(tr("Answered by legal"), m_legal);
    m_legalRow->setHelp(tr("You write down what legal said. It takes effect at once."));
    layout->addWidget(m_legalRow);
    body()->addWidget(m_form);
    m_why->setObjectName(u"checklistWhy"_s);
    body()->addWidget(m_why);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addStretch(1);
    m_anew->setObjectName(u"checklistAgain"_s);
    m_anew->setAccessibleName(tr("Answer the checklist again"));
    m_stop->setObjectName(u"checklistStop"_s);
    m_stop->setAccessibleName(tr("Block the transfer"));
    m_go->setObjectName(u"checklistGo"_s);
    m_go->setProperty("primary", true);
    for (QPushButton *b : {m_anew, m_stop, m_go})
        row->addWidget(b);
    body()->addLayout(row);
}

bool ChecklistForm::answersAlone() const
{
    return isShared() && mayDo(actor().roles, Right::AnswerChecklist, false);
}

QString ChecklistForm::whyNot() const
{
    if (isReadOnly())
        return tr("This database can only be read.");
    if (answersAlone())
        return mayNotAnswer(transfer(), actor().person);
    if (!mayDo(actor().roles, Right::Send, actor().holdsIncident))
        return isShared() ? tr("Legal answers this; or the incident manager who holds it writes down what legal said.")
                          : tr("The incident manager who holds this incident writes down what legal said.");
    return {};
}

void ChecklistForm::fill(bool fresh)
{
    const Transfer &t = transfer();
    if (fresh) {
        m_again = false;
        m_goAhead->clear();
        m_remark->clear();
    }
    const bool breach = t.content.kind == TransferKind::Breach;
    setTitle(breach ? tr("Breach of procedure: legal's answer") : tr("Legal checklist"));
    const QString list = t.checklist.name.isEmpty() ? t.checklist.list : t.checklist.name;
    setNote(breach ? QString() : tr("list “%1”, version %2").arg(list, t.checklist.version));
    const bool waits = t.state == TransferState::Asked || t.state == TransferState::Breach;
    const bool wasOpen = m_open;
    m_open = waits || (m_again && isUndecided(t.state));
    if (m_open && (fresh || !wasOpen))
        makeForm();
    else if (!m_open)
        showAnswered();
    refresh();
}

void ChecklistForm::makeForm()
{
    m_open = true;
    emptyLayout(m_rowLayout);
    m_lines.clear();
    if (transfer().content.kind != TransferKind::Breach)
        for (const TransferQuestion &q : transfer().checklist.items)
            addLine(q);
    arrangeLines();
}

void ChecklistForm::resizeEvent(QResizeEvent *event)
{
    TransferForm::resizeEvent(event);
    arrangeLines();
}

/** The answers beside the question, or beneath it beside a panel. */
void ChecklistForm::arrangeLines()
{
    for (const Line &line : std::as_const(m_lines)) {
        const bool beneath = width() < kRoomForAnswers;
        line.row->setDirection(beneath ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
        line.row->setSpacing(beneath ? 4 : 12);
    }
}

void ChecklistForm::addLine(const TransferQuestion &q)
{
    auto *line = new QWidget;
    auto *row = new QBoxLayout(QBoxLayout::LeftToRight, line);
    row->setContentsMargins({});
    row->setSpacing(12);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(wrappedLabel(q.question, TextStyle::Body));
    if (const auto &lists = TransferLists::builtIn())
        if (const auto item = lists->item(transfer().checklist, q.code); !item.hint.isEmpty())
            texts->addWidget(wrappedLabel(u"%1 %2"_s.arg(item.hint, item.citation), TextStyle::FinePrint));
    row->addLayout(texts, kQuestionStretch);
    auto *answers = new QHBoxLayout;
    answers->setSpacing(12);
    row->addLayout(answers, kRemarkStretch);
    Line entry{q, new QButtonGroup(line), new QLineEdit, row};
    for (const auto &e : enumTable<ChecklistAnswer>()) {
        auto *button = new QRadioButton(e.value == ChecklistAnswer::NotApplicable ? tr("n/a") : nameOf(e.value));
        button->setObjectName(u"%1-%2"_s.arg(QLatin1StringView(e.code), q.code));
        button->setAccessibleName(tr("%1: %2").arg(q.question, nameOf(e.value)));
        entry.answers->addButton(button, static_cast<int>(e.value));
        answers->addWidget(button, 0, Qt::AlignTop);
    }
    entry.remark->setObjectName(u"remark-%1"_s.arg(q.code));
    entry.remark->setAccessibleName(tr("Remark: %1").arg(q.question));
    entry.remark->setPlaceholderText(tr("Remark"));
    entry.remark->setMaxLength(500);
    entry.remark->setMinimumWidth(72); // its own least is more than there is beside a panel
    answers->addWidget(entry.remark, 1, Qt::AlignTop);
    connect(entry.answers, &QButtonGroup::idToggled, this, [this] {
        draft().touch();
        refresh();
    });
    connect(entry.remark, &QLineEdit::textEdited, this, [this] { draft().touch(); });
    m_lines.append(entry);
    m_rowLayout->addWidget(line);
}

void ChecklistForm::showAnswered()
{
    emptyLayout(m_rowLayout);
    m_lines.clear();
    if (details().answers.isEmpty())
        return;
    const TransferAnswer &a = details().answers.last();
    for (const ChecklistLine &l : a.content.lines) {
        auto *line = new QWidget;
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins({});
        row->setSpacing(12);
        QString question = l.code;
        for (const TransferQuestion &q : transfer().checklist.items)
            if (q.code == l.code)
                question = q.question;
        auto *asked = wrappedLabel(question);
        auto *remark = wrappedLabel(l.remark, TextStyle::SmallMuted);
        for (Label *label : {asked, remark})
            label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        row->addWidget(asked, kQuestionStretch);
        auto *chip =
            new Chip(l.answer == ChecklistAnswer::NotApplicable ? tr("n/a") : nameOf(l.answer), toneOf(l.answer));
        auto *place = new QWidget;
        place->setFixedWidth(kAnswerWidth);
        auto *inner = new QHBoxLayout(place);
        inner->setContentsMargins({});
        inner->addWidget(chip);
        inner->addStretch(1);
        row->addWidget(place, 0, Qt::AlignTop);
        row->addWidget(remark, kRemarkStretch);
        m_rowLayout->addWidget(line);
    }
}

void ChecklistForm::refresh()
{
    const bool breach = transfer().content.kind == TransferKind::Breach;
    QString by;
    if (!m_open && !details().answers.isEmpty()) {
        const TransferAnswer &a = details().answers.last();
        by = tr("%1, %2: %3.").arg(a.legalName, TimeText().brief(a.atMs, nowMs()), nameOf(a.content.verdict));
        if (!a.enteredBy.isEmpty())
            by += u' ' + tr("Given %1, entered by %2.").arg(a.attested.how, a.enteredBy);
        for (const QString &text : {a.content.goAhead, a.content.remark})
            if (!text.isEmpty())
                by += u' ' + text;
    } else if (m_open && breach) {
        by = tr("This left production without an approval. Legal says that it was seen, and what follows.");
    } else if (!m_open) {
        by = tr("Not answered.");
    }
    m_by->setText(by);
    m_by->setVisible(!by.isEmpty());
    m_form->setVisible(m_open);
    bool no = false;
    for (const Line &l : std::as_const(m_lines))
        no = no || l.answers->checkedId() == static_cast<int>(ChecklistAnswer::No);
    m_goAheadRow->setVisible(m_open && no);
    m_legalRow->setVisible(m_open && !answersAlone());
    const QString why = m_open ? whyNot() : QString();
    m_why->setText(why);
    m_why->setVisible(!why.isEmpty());
    m_rows->setEnabled(!m_open || why.isEmpty());
    m_form->setEnabled(why.isEmpty());
    m_go->setText(breach ? tr("&Seen by legal") : tr("May go &ahead"));
    m_go->setAccessibleName(breach ? tr("Seen by legal") : tr("It may go ahead"));
    m_go->setVisible(m_open);
    m_stop->setVisible(m_open && !breach);
    for (QPushButton *b : {m_go, m_stop})
        allow(b, why);
    const TransferState s = transfer().state;
    m_anew->setVisible(!m_open && (s == TransferState::Answered || s == TransferState::Blocked));
    allow(m_anew, whyNot());
}

ChecklistInput ChecklistForm::value(ChecklistVerdict verdict) const
{
    ChecklistInput in;
    in.verdict = verdict;
    for (const Line &l : m_lines)
        if (l.answers->checkedId() >= 0)
            in.lines.append({l.question.code, static_cast<ChecklistAnswer>(l.answers->checkedId()), l.remark->text()});
    in.goAhead = m_goAheadRow->isHidden() ? QString() : m_goAhead->toPlainText();
    in.remark = m_remark->toPlainText();
    return in;
}

void ChecklistForm::submit(bool go)
{
    if (!m_open || !whyNot().isEmpty() || isBusy())
        return;
    clearError();
    const bool breach = transfer().content.kind == TransferKind::Breach;
    const ChecklistInput in = value(breach ? ChecklistVerdict::Noted
                                    : go   ? ChecklistVerdict::Go
                                           : ChecklistVerdict::Stop);
    if (const auto ok = checkChecklist(in, transfer().checklist.items); !ok) {
        QWidget *field = ok.error().field == u"goAhead" ? m_goAhead : m_remark;
        if (ok.error().field == u"lines")
            for (const Line &l : std::as_const(m_lines)) {
                const bool noWord = l.answers->checkedId() == static_cast<int>(ChecklistAnswer::No) &&
                                    l.remark->text().trimmed().isEmpty();
                if (l.answers->checkedId() < 0 || noWord) {
                    field = noWord ? static_cast<QWidget *>(l.remark)
                                   : l.answers->button(static_cast<int>(ChecklistAnswer::Yes));
                    break;
                }
            }
        showError(ok.error().userText, field);
        return;
    }
    const bool alone = answersAlone();
    if (const QString missing = alone ? QString() : m_legal->missing(); !missing.isEmpty()) {
        showError(missing, m_legal);
        return;
    }
    run([seen = transfer(), in,
         legal = alone ? Attestation{} : m_legal->value()](Services &s) { return s.transfers.answer(seen, in, legal); },
        tr("Legal's answer is in the record"));
    m_again = false;
}

void ChecklistForm::focusFirst()
{
    if (!m_lines.isEmpty())
        m_lines.first().answers->button(static_cast<int>(ChecklistAnswer::Yes))->setFocus(Qt::OtherFocusReason);
    else
        m_remark->setFocus(Qt::OtherFocusReason);
}

QJsonObject ChecklistForm::typed() const
{
    QJsonObject o{{u"goAhead"_s, m_goAhead->toPlainText()}, {u"remark"_s, m_remark->toPlainText()}};
    for (const Line &l : m_lines)
        o.insert(u"item-"_s + l.question.code, QJsonArray{l.answers->checkedId(), l.remark->text()});
    return o;
}

void ChecklistForm::restore(const QJsonObject &o)
{
    m_goAhead->setPlainText(o.value(u"goAhead"_s).toString());
    m_remark->setPlainText(o.value(u"remark"_s).toString());
    for (const Line &l : std::as_const(m_lines)) {
        const QJsonArray kept = o.value(u"item-"_s + l.question.code).toArray();
        if (QAbstractButton *b = l.answers->button(kept.at(0).toInt(-1)))
            b->setChecked(true);
        l.remark->setText(kept.at(1).toString());
    }
    refresh();
}

} // namespace tocsin
