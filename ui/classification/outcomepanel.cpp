#include "ui/classification/outcomepanel.h"

#include "models/services/workspace.h"
#include "ui/common/card.h"
#include "ui/common/chip.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostChanges = 4;

void clear(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (QWidget *w = item->widget()) {
            w->hide();
            w->deleteLater();
        }
        if (item->layout())
            clear(item->layout());
        delete item;
    }
}

void addNumbered(QVBoxLayout *layout, int number, const QString &text)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *n = new Label(QString::number(number), TextStyle::SmallMuted);
    n->setAlignment(Qt::AlignTop);
    row->addWidget(n);
    row->addWidget(wrappedLabel(text, TextStyle::Small), 1);
    layout->addLayout(row);
}

/** The small word beside the outcome: what comes of it. */
std::pair<QString, Tone> markOf(const ClassificationVerdict &v, bool declared, bool mayBecomeCrsi)
{
    if (proposesRescission(v.outcome, declared))
        return {OutcomePanel::tr("proposes rescission"), Tone::Medium};
    if (v.outcome == Outcome::CustomerReportable)
        return {declared ? OutcomePanel::tr("declaration stands") : OutcomePanel::tr("proposes a declaration"),
                Tone::High};
    if (mayBecomeCrsi)
        return {OutcomePanel::tr("may become CRSI"), Tone::Medium};
    return {};
}

} // namespace

OutcomePanel::OutcomePanel(const UiContext &ui, RunDesk *desk, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_desk(desk)
    , m_outcome(wrappedLabel({}, TextStyle::Heading))
    , m_chip(new Chip)
    , m_rule(wrappedLabel({}, TextStyle::SmallMuted))
    , m_because(new QVBoxLayout)
    , m_changes(new QVBoxLayout)
    , m_formerBox(new Card)
    , m_formerWhen(wrappedLabel({}, TextStyle::FinePrint))
    , m_formerWhat(wrappedLabel({}, TextStyle::Small))
    , m_compare(new QPushButton(tr("Compare side by side")))
{
    setObjectName(u"outcomePanel"_s);
    setAccessibleName(tr("Outcome so far"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    build();
    connect(m_desk, &RunDesk::changed, this, &OutcomePanel::refresh);
    m_compare->setMinimumWidth(88);
    connect(m_compare, &QPushButton::clicked, this, &OutcomePanel::compareRequested);
}

void OutcomePanel::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    layout->addWidget(wrappedLabel(tr("Outcome so far"), TextStyle::SmallMuted));
    m_outcome->setObjectName(u"outcomeSoFar"_s);
    layout->addWidget(m_outcome);
    auto *chips = new QHBoxLayout;
    chips->addWidget(m_chip);
    chips->addStretch(1);
    layout->addLayout(chips);
    layout->addWidget(m_rule);
    layout->addSpacing(4);
    layout->addWidget(wrappedLabel(tr("Because"), TextStyle::BodyBold));
    m_because->setSpacing(4);
    layout->addLayout(m_because);
    layout->addSpacing(4);
    layout->addWidget(wrappedLabel(tr("What would change it"), TextStyle::BodyBold));
    m_changes->setSpacing(4);
    layout->addLayout(m_changes);
    layout->addStretch(1);
    auto *former = static_cast<Card *>(m_formerBox);
    former->body()->setContentsMargins(12, 8, 12, 8);
    former->body()->setSpacing(4);
    former->body()->addWidget(m_formerWhen);
    former->body()->addWidget(m_formerWhat);
    m_compare->setObjectName(u"compareRuns"_s);
    m_compare->setAccessibleName(tr("Compare two runs side by side"));
    former->body()->addWidget(m_compare, 0, Qt::AlignLeft);
    layout->addWidget(m_formerBox);
}

void OutcomePanel::refresh()
{
    const ClassificationVerdict v = m_desk->verdict();
    const OutcomeRule *rule = m_desk->rules().rule(v.rule);
    const auto changes = whatWouldChange(m_desk->rules(), m_desk->facts());
    const bool mayBecome = std::any_of(changes.begin(), changes.end(), [&v](const VerdictChange &c) {
        return c.outcome == Outcome::CustomerReportable && v.open.contains(c.fact);
    });
    const QString outcome = v.outcome == Outcome::SecurityIncident || v.outcome == Outcome::CustomerReportable
                                ? classificationText(Outcome::SecurityIncident, v.personalData)
                                : nameOf(v.outcome);
    m_outcome->setText(outcome);
    const auto [text, tone] = markOf(v, m_desk->incident().isDeclared(), mayBecome);
    m_chip->setText(text);
    m_chip->setTone(tone);
    m_chip->setVisible(!text.isEmpty());
    m_rule->setText(rule ? rule->text : QString());
    m_rule->setToolTip(rule ? tr("Rule “%1”, %2").arg(rule->name, rule->citation) : QString());
    showBecause(v);
    showChanges();
    showFormer();
}

void OutcomePanel::showBecause(const ClassificationVerdict &v)
{
    clear(m_because);
    const ClassificationRun *run = m_desk->current();
    int n = 0;
    for (const VerdictFact &f : v.facts) {
        const RunAnswer *a = run ? run->answer(f.fact) : nullptr;
        addNumbered(m_because, ++n, a && !a->note.isEmpty() ? tr("%1: %2").arg(f.because, a->note) : f.because);
    }
    if (n == 0)
        m_because->addWidget(wrappedLabel(tr("Nothing is answered yet that decides it."), TextStyle::SmallMuted));
}

void OutcomePanel::showChanges()
{
    clear(m_changes);
    const ClassificationRules &rules = m_desk->rules();
    int n = 0;
    for (const VerdictChange &c : whatWouldChange(rules, m_desk->facts())) {
        if (++n > kMostChanges)
            break;
        const FactQuestion *q = rules.question(c.fact);
        const QString then =
            c.outcome == Outcome::CustomerReportable ? tr("a declaration is proposed") : nameOf(c.outcome);
        m_changes->addWidget(
            wrappedLabel(tr("%1: %2 → %3").arg(q->name, answerNames(*q, {c.answer}), then), TextStyle::SmallMuted));
    }
    if (n == 0)
        m_changes->addWidget(wrappedLabel(tr("No single answer; several together."), TextStyle::SmallMuted));
}

void OutcomePanel::showFormer()
{
    const ClassificationRun *former = m_desk->former();
    m_formerBox->setVisible(former != nullptr);
    if (!former)
        return;
    const TimeText time;
    m_formerWhen->setText(tr("Run %1, %2, %3")
                              .arg(QString::number(former->number),
                                   time.brief(former->finish->atMs, m_ui.workspace->clock().nowMs()),
                                   former->finish->byName));
    m_formerWhat->setText(classificationText(former->finish->chosen, former->finish->personalData));
}

void OutcomePanel::paintEvent(QPaintEvent *event)
{
    QWidget::paintEvent(event);
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, 1, height()), Theme::current().line);
}

} // namespace tocsin
