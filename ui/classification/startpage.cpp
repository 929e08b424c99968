#include "ui/classification/startpage.h"

#include "models/services/workspace.h"
#include "ui/common/card.h"
#include "ui/common/label.h"
#include "ui/incident/historyrow.h"
#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString resultOf(const ClassificationRun &run)
{
    if (run.isOpen())
        return StartPage::tr("Run %1: in progress").arg(run.number);
    if (run.finish->setAside)
        return StartPage::tr("Run %1: set aside").arg(run.number);
    return StartPage::tr("Run %1: %2")
        .arg(QString::number(run.number), classificationText(run.finish->chosen, run.finish->personalData));
}

QString detailOf(const ClassificationRun &run)
{
    QStringList names;
    for (const RunParticipant &p : run.participants)
        names << p.name;
    QStringList parts;
    if (!run.finish->reasons.isEmpty())
        parts << run.finish->reasons + u'.';
    if (!run.finish->chosenReason.isEmpty())
        parts << run.finish->chosenReason;
    if (!names.isEmpty())
        parts << StartPage::tr("With %1.").arg(names.join(u", "_s));
    return parts.join(u' ');
}

} // namespace

StartPage::StartPage(const UiContext &ui, RunDesk *desk, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_desk(desk)
    , m_title(new Label({}, TextStyle::Title))
    , m_why(wrappedLabel({}, TextStyle::SmallMuted))
    , m_begin(new QPushButton)
    , m_compare(new QPushButton(tr("Compare two runs")))
    , m_leave(new QPushButton)
    , m_runsCard(new Card(tr("Runs so far")))
    , m_runs(new QVBoxLayout)
{
    setObjectName(u"wizardStart"_s);
    build();
    connect(m_desk, &RunDesk::changed, this, &StartPage::refresh);
}

void StartPage::build()
{
    auto *outer = new QHBoxLayout(this);
    outer->setContentsMargins(16, 14, 16, 16);
    auto *box = new QWidget;
    box->setMaximumWidth(760);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins({});
    layout->setSpacing(12);
    m_leave->setIcon(icon(u"chevron-left", Ink::Muted));
    m_leave->setObjectName(u"startBack"_s);
    layout->addWidget(m_leave, 0, Qt::AlignLeft);
    layout->addWidget(m_title);
    layout->addWidget(
        wrappedLabel(tr("The wizard asks for facts, one question a page. Each answer cites entries of the "
                        "timeline; the outcome so far and what led there stay in sight. It can be left at "
                        "any time: you, or a colleague, go on where it was left. Every run is kept."),
                     TextStyle::Muted));
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_begin->setObjectName(u"beginRun"_s);
    m_begin->setProperty("primary", true);
    m_compare->setObjectName(u"startCompare"_s);
    m_compare->setAccessibleName(tr("Compare two runs"));
    row->addWidget(m_begin);
    row->addWidget(m_compare);
    row->addStretch(1);
    layout->addLayout(row);
    m_why->setObjectName(u"startWhyNot"_s);
    layout->addWidget(m_why);
    m_runs->setSpacing(8);
    static_cast<Card *>(m_runsCard)->body()->addLayout(m_runs);
    layout->addWidget(m_runsCard);
    layout->addStretch(1);
    outer->addWidget(box, 1);
    outer->addStretch(0);
    connect(m_begin, &QPushButton::clicked, this, &StartPage::beginRequested);
    connect(m_compare, &QPushButton::clicked, this, &StartPage::compareRequested);
    connect(m_leave, &QPushButton::clicked, this, &StartPage::leaveRequested);
}

void StartPage::refresh()
{
    const QString reference = m_desk->incident().reference();
    m_title->setText(tr("Classify %1").arg(reference));
    m_leave->setText(reference);
    m_leave->setAccessibleName(tr("Back to %1").arg(reference));
    const QString why = m_desk->whyNot();
    m_begin->setText(m_desk->former() ? tr("Classify again") : tr("Begin"));
    m_begin->setAccessibleName(m_begin->text());
    m_begin->setEnabled(why.isEmpty());
    m_begin->setToolTip(m_desk->former() ? tr("A new run, with the answers of the last one to confirm or change.")
                                         : tr("Begins the first run; everybody who reads the incident sees it."));
    m_why->setText(why);
    m_why->setVisible(!why.isEmpty());
    m_compare->setVisible(m_desk->runs().size() > 1);
    m_runsCard->setVisible(!m_desk->runs().isEmpty());
    showRuns();
}

void StartPage::showRuns()
{
    while (QLayoutItem *item = m_runs->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const qint64 now = m_ui.workspace->clock().nowMs();
    for (const ClassificationRun &r : m_desk->runs())
        if (!r.isOpen())
            m_runs->addWidget(makeHistoryRow(r.finish->atMs, now, r.finish->byName, resultOf(r), detailOf(r)));
}

void StartPage::focusFirst()
{
    (m_begin->isEnabled() ? m_begin : m_leave)->setFocus();
}

} // namespace tocsin
