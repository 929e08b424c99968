#include "ui/classification/classificationwizard.h"

#include "ui/classification/comparepage.h"
#include "ui/classification/outcomepanel.h"
#include "ui/classification/runfoot.h"
#include "ui/classification/startpage.h"
#include "ui/common/banner.h"
#include "ui/common/emptystate.h"
#include "ui/common/label.h"
#include "ui/common/plainscroll.h"
#include "ui/common/scrollform.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>

// What the wizard is made of.

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kStepsWidth = 220;
constexpr int kOutcomeWidth = 276;
constexpr int kNarrowBelow = 860; ///< then the outcome stands beneath the page
constexpr int kNoStepsBelow = 620;

} // namespace

void ClassificationWizard::build()
{
    setObjectName(u"classificationWizard"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_stack);
    m_loading->setAlignment(Qt::AlignCenter);
    m_trouble = new EmptyState(u"error"_s, tr("The runs could not be read"), {});
    m_trouble->addAction(tr("Read them again"), true, this, [this] { m_desk->read(); });
    m_start = new StartPage(m_ui, m_desk);
    m_compare = new ComparePage(m_ui, m_desk);
    m_run = buildRun();
    for (QWidget *w : {static_cast<QWidget *>(m_loading), static_cast<QWidget *>(m_trouble),
                       static_cast<QWidget *>(m_start), m_run, static_cast<QWidget *>(m_compare)})
        m_stack->addWidget(w);
    connect(m_start, &StartPage::beginRequested, this, &ClassificationWizard::begin);
    connect(m_start, &StartPage::compareRequested, this, &ClassificationWizard::compare);
    connect(m_start, &StartPage::leaveRequested, this, &ClassificationWizard::leaveWizard);
    connect(m_compare, &ComparePage::backRequested, this, [this] {
        m_stack->setCurrentWidget(m_loading);
        refresh();
        activate();
    });
}

QWidget *ClassificationWizard::buildRun()
{
    auto *run = new QWidget;
    auto *layout = new QHBoxLayout(run);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    m_left = buildSteps();
    layout->addWidget(m_left);
    layout->addWidget(buildMiddle(), 1);
    m_outcomeScroll = scrolledDown(m_outcome, tr("Outcome so far"));
    m_outcomeScroll->setFixedWidth(kOutcomeWidth);
    layout->addWidget(m_outcomeScroll);
    connect(m_outcome, &OutcomePanel::compareRequested, this, &ClassificationWizard::compare);
    return run;
}

QWidget *ClassificationWizard::buildSteps()
{
    auto *left = new QWidget;
    left->setFixedWidth(kStepsWidth);
    auto *outer = new QHBoxLayout(left);
    outer->setContentsMargins({});
    outer->setSpacing(0);
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    m_toIncident->setObjectName(u"backToIncident"_s);
    connect(m_toIncident, &QPushButton::clicked, this, &ClassificationWizard::leaveWizard);
    layout->addWidget(m_toIncident, 0, Qt::AlignLeft);
    layout->addWidget(m_heading);
    connect(m_steps, &StepList::chosen, this, &ClassificationWizard::goToPage);
    auto *steps = scrolledDown(m_steps, tr("Steps"));
    connect(m_steps, &StepList::currentChanged, steps,
            [steps](QWidget *step) { steps->ensureWidgetVisible(step, 0, 8); });
    layout->addWidget(steps, 1);
    m_foot = new RunFoot(m_ui, m_desk);
    layout->addWidget(m_foot);
    outer->addWidget(content, 1);
    auto *rule = new QFrame;
    rule->setFrameShape(QFrame::VLine);
    rule->setFixedWidth(1);
    outer->addWidget(rule);
    return left;
}

QWidget *ClassificationWizard::buildMiddle()
{
    auto *middle = new QWidget;
    auto *layout = new QVBoxLayout(middle);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    auto *content = new QWidget;
    m_slot = new QVBoxLayout(content);
    m_slot->setContentsMargins(28, 14, 28, 8);
    m_slot->setSpacing(12);
    m_scroll = scrolledDown(content, tr("Page of the wizard"));
    layout->addWidget(m_scroll, 1);
    layout->addWidget(lineBelow(m_scroll));
    auto *foot = new QWidget;
    auto *column = new QVBoxLayout(foot);
    column->setContentsMargins(28, 8, 28, 12);
    column->setSpacing(8);
    m_banner->setClosable(true);
    m_banner->hide();
    column->addWidget(m_banner);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_back->setObjectName(u"wizardBack"_s);
    m_back->setToolTip(tr("Alt+Left. What is on the page is kept."));
    m_next->setObjectName(u"wizardNext"_s);
    m_next->setProperty("primary", true);
    connect(m_back, &QPushButton::clicked, this, &ClassificationWizard::back);
    connect(m_next, &QPushButton::clicked, this, &ClassificationWizard::next);
    row->addWidget(m_back);
    row->addStretch(1);
    row->addWidget(m_keys);
    row->addWidget(m_next);
    column->addLayout(row);
    layout->addWidget(foot);
    return middle;
}

void ClassificationWizard::arrange()
{
    m_left->setVisible(width() >= kNoStepsBelow);
    m_keys->setVisible(width() >= kNarrowBelow);
    const bool narrow = width() < kNarrowBelow;
    if (narrow == m_narrow)
        return;
    m_narrow = narrow;
    if (narrow) {
        m_outcomeScroll->hide();
        m_outcomeScroll->takeWidget();
        m_slot->addWidget(m_outcome);
        m_outcome->show();
    } else {
        m_slot->removeWidget(m_outcome);
        m_outcomeScroll->setWidget(m_outcome);
        m_outcomeScroll->show();
        m_outcome->show();
    }
}

} // namespace tocsin
