#include "ui/classification/runfoot.h"

#include "models/rules/rulebook.h"
#include "models/services/workspace.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

RunFoot::RunFoot(const UiContext &ui, RunDesk *desk, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_desk(desk)
    , m_text(wrappedLabel({}, TextStyle::FinePrint))
    , m_open(new QPushButton(tr("Set aside…")))
    , m_form(new QWidget)
    , m_reason(new QLineEdit)
    , m_confirm(new QPushButton(tr("Set aside")))
    , m_problem(wrappedLabel({}, TextStyle::Error))
{
    build();
    connect(m_desk, &RunDesk::changed, this, &RunFoot::refresh);
}

void RunFoot::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(6);
    m_text->setObjectName(u"runFoot"_s);
    layout->addWidget(m_text);
    m_open->setObjectName(u"setAsideOpen"_s);
    m_open->setProperty("compact", true);
    m_open->setAccessibleName(tr("Set this run aside"));
    m_open->setToolTip(tr("Ends this run without a result; it stays in the record."));
    layout->addWidget(m_open, 0, Qt::AlignLeft);
    auto *column = new QVBoxLayout(m_form);
    column->setContentsMargins({});
    column->setSpacing(6);
    m_reason->setObjectName(u"setAsideReason"_s);
    m_reason->setPlaceholderText(tr("Why"));
    m_reason->setAccessibleName(tr("Why the run is set aside"));
    m_confirm->setObjectName(u"setAside"_s);
    m_confirm->setAccessibleName(tr("Set aside"));
    column->addWidget(m_reason);
    column->addWidget(m_problem);
    column->addWidget(m_confirm, 0, Qt::AlignLeft);
    layout->addWidget(m_form);
    m_form->hide();
    m_problem->hide();
    connect(m_open, &QPushButton::clicked, this, [this] {
        m_form->show();
        m_open->hide();
        m_reason->setFocus();
    });
    connect(m_confirm, &QPushButton::clicked, this, &RunFoot::setAside);
    connect(m_reason, &QLineEdit::returnPressed, this, &RunFoot::setAside);
}

void RunFoot::refresh()
{
    const ClassificationRun *run = m_desk->current();
    if (!run)
        return;
    const TimeText time;
    const qint64 now = m_ui.workspace->clock().nowMs();
    QString text = tr("Run %1 · begun by %2, %3")
                       .arg(QString::number(run->number), run->startedBy, time.brief(run->startedMs, now));
    const auto last = std::max_element(run->answers.begin(), run->answers.end(),
                                       [](const RunAnswer &a, const RunAnswer &b) { return a.id < b.id; });
    if (last != run->answers.end() && last->byName != run->startedBy)
        text += u'\n' + tr("Last answer by %1, %2").arg(last->byName, time.brief(last->atMs, now));
    if (run->ruleVersion != m_ui.workspace->rules().version())
        text +=
            u'\n' + tr("Begun under rules %1; judged by %2").arg(run->ruleVersion, m_ui.workspace->rules().version());
    m_text->setText(text);
    m_open->setEnabled(m_desk->whyNot().isEmpty());
}

void RunFoot::setAside()
{
    m_confirm->setEnabled(false);
    m_desk->setAside(m_reason->text(), [this, self = QPointer<RunFoot>(this)](const Result<void> &r) {
        if (!self)
            return;
        m_confirm->setEnabled(true);
        m_problem->setText(r ? QString() : r.error().userText);
        m_problem->setVisible(!r);
        if (!r)
            return m_reason->setFocus();
        m_reason->clear();
        m_form->hide();
        m_open->show();
    });
}

} // namespace tocsin
