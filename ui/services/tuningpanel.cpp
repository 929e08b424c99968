#include "ui/services/tuningpanel.h"

#include "models/domain/incident.h"
#include "models/items/tuninglistmodel.h"
#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/incident/factsgrid.h"
#include "ui/incident/formdraft.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

TuningPanel::TuningPanel(const UiContext &ui, QWidget *parent)
    : Card({}, parent)
    , m_ui(ui)
    , m_banner(new Banner(Banner::Kind::Error, this))
    , m_what(wrappedLabel({}, TextStyle::BodyBold, this))
    , m_facts(new FactsGrid)
    , m_remark(new QPlainTextEdit)
    , m_jump(new QPushButton(this))
    , m_drop(new QPushButton(tr("Drop it"), this))
    , m_done(new QPushButton(tr("Done"), this))
    , m_again(new QPushButton(tr("Open again"), this))
    , m_whyNot(wrappedLabel({}, TextStyle::SmallMuted, this))
{
    setObjectName(u"tuningPanel"_s);
    m_banner->setClosable(true);
    m_banner->hide();
    m_jump->setObjectName(u"tuningJump"_s);
    connect(m_jump, &QPushButton::clicked, this, [this] { m_ui.openIncident(m_action.incident, u"overview"_s); });
    header()->addWidget(m_jump);
    body()->addWidget(m_banner);
    m_what->setTextInteractionFlags(Qt::TextSelectableByMouse);
    body()->addWidget(m_what);
    body()->addWidget(m_facts);
    m_remark->setObjectName(u"tuningRemark"_s);
    m_remark->setTabChangesFocus(true);
    m_remark->setFixedHeight(3 * m_remark->fontMetrics().lineSpacing() + 18);
    m_remarkRow = new FormRow(tr("&Remark"), m_remark, this);
    m_remarkRow->setFieldName(u"remark"_s);
    m_remarkRow->setHelp(tr("Wanted for what is dropped, or open again."));
    body()->addWidget(m_remarkRow);
    body()->addWidget(m_whyNot);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addStretch(1);
    const auto add = [&](QPushButton *button, const QString &name, const QString &spoken, TuningState to) {
        button->setObjectName(name);
        button->setAccessibleName(spoken);
        connect(button, &QPushButton::clicked, this, [this, to] { settle(to); });
        row->addWidget(button);
    };
    add(m_drop, u"tuningDrop"_s, tr("Drop this tuning action"), TuningState::Dropped);
    add(m_again, u"tuningAgain"_s, tr("Open this tuning action again"), TuningState::Open);
    add(m_done, u"tuningDone"_s, tr("This tuning action is done"), TuningState::Done);
    m_done->setProperty("primary", true);
    body()->addLayout(row);
    body()->addStretch(1);
}

TuningPanel::~TuningPanel()
{
    if (m_draft)
        m_draft->flush();
}

void TuningPanel::openDraft()
{
    if (m_draft) {
        m_draft->leave();
        delete m_draft;
    }
    m_remark->clear();
    clearFieldErrors(this);
    m_banner->hide();
    m_draft = new FormDraft(m_ui, this);
    m_draft->watch(u"remark"_s, m_remark);
    m_draft->open(u"tuning/%1"_s.arg(m_action.id.value), m_action.incident);
}

void TuningPanel::showAction(const TuningAction &action)
{
    const bool other = action.id != m_action.id || !m_draft;
    m_action = action;
    setTitle(tr("Tuning"));
    m_what->setText(action.what);
    m_jump->setText(incidentReference(action.incidentNumber));
    m_jump->setAccessibleName(tr("Open %1: %2").arg(m_jump->text(), action.incidentTitle));
    m_jump->setToolTip(action.incidentTitle);
    const qint64 now = m_ui.workspace->clock().nowMs();
    QList<FactsGrid::Fact> facts{{tr("State"), TuningListModel::stateText(action, now), {}},
                                 {tr("Source"), nameOf(action.source), {}},
                                 {tr("Owner"), action.owner, {}}};
    if (action.dueMs > 0)
        facts.append({tr("Due"), TimeText().full(action.dueMs), TimeText().both(action.dueMs)});
    facts.append({action.state == TuningState::Open ? tr("Open since") : tr("Settled"), TimeText().full(action.sinceMs),
                  TimeText().both(action.sinceMs)});
    if (!action.remark.isEmpty())
        facts.append({tr("Remark"), action.remark, {}});
    if (action.exercise)
        facts.append({tr("Exercise"), tr("In no figure of the source"), {}});
    m_facts->setFacts(facts);
    if (other)
        openDraft();
    refresh();
}

void TuningPanel::refresh()
{
    const DatabaseStatus &status = m_ui.workspace->status();
    QString why;
    if (status.readOnly)
        why = tr("This database can only be read.");
    else if (!mayDo(status.person.roles, Right::Classify, false))
        why = tr("This needs the role %1.").arg(roleNames(rolesWith(Right::Classify)));
    const bool open = m_action.state == TuningState::Open;
    m_done->setVisible(open);
    m_drop->setVisible(open);
    m_again->setVisible(!open);
    for (QPushButton *button : {m_done, m_drop, m_again}) {
        button->setEnabled(why.isEmpty() && !m_busy);
        button->setToolTip(why);
    }
    m_remark->setReadOnly(!why.isEmpty());
    m_whyNot->setText(why);
    m_whyNot->setVisible(!why.isEmpty());
}

void TuningPanel::settle(TuningState to)
{
    clearFieldErrors(this);
    m_banner->hide();
    const QString remark = m_remark->toPlainText().trimmed();
    if (const auto ok = checkTuning(m_action.state, to, remark); !ok)
        return showError(ok.error());
    m_busy = true;
    refresh();
    m_draft->act<void>(
        this,
        [id = m_action.id, version = m_action.version, to, remark](Services &s) {
            return s.sources.settle(id, version, to, remark);
        },
        [this, to](const Result<void> &done) {
            m_busy = false;
            refresh();
            if (!done)
                return showError(done.error());
            m_remark->clear();
            m_draft->discard();
            if (m_ui.say)
                m_ui.say(tr("Tuning action: %1").arg(nameOf(to).toLower()));
            m_ui.workspace->pollChanges();
        });
}

void TuningPanel::showError(const Error &error)
{
    if (!error.field.isEmpty() && showFieldError(this, error.field, error.userText))
        return;
    m_banner->show(error.kind == ErrorKind::Conflict ? Banner::Kind::Warning : Banner::Kind::Error, error.userText,
                   error.kind == ErrorKind::Conflict ? tr("What you typed is kept.") : QString());
    if (error.kind == ErrorKind::Conflict)
        m_ui.workspace->pollChanges();
}

void TuningPanel::focusFirst()
{
    m_remark->setFocus(Qt::OtherFocusReason);
}

} // namespace tocsin
