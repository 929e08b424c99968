#include "ui/risk/riskpage.h"

#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/incident/acts.h"
#include "ui/incident/formdraft.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

RiskPage::RiskPage(const UiContext &ui, QString code, QWidget *parent)
    : WizardPage(parent)
    , m_ui(ui)
    , m_code(std::move(code))
    , m_draft(new FormDraft(ui, this))
    , m_body(new QVBoxLayout)
    , m_banner(new Banner(Banner::Kind::Error))
    , m_why(wrappedLabel({}, TextStyle::SmallMuted))
    , m_button(new QPushButton)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    m_body->setSpacing(8);
    layout->addLayout(m_body, 1);
    m_banner->setClosable(true);
    m_banner->hide();
    layout->addWidget(m_banner);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(12);
    foot->addWidget(m_why, 1);
    m_button->setObjectName(u"save-"_s + m_code);
    m_button->setProperty("primary", true);
    foot->addWidget(m_button, 0, Qt::AlignRight);
    layout->addLayout(foot);
    connect(m_button, &QPushButton::clicked, this, [this] {
        clearFieldErrors(this);
        m_banner->hide();
        submit();
    });
    connect(m_draft, &FormDraft::restored, this, [this] { say(tr("What you had typed is back.")); });
}

RiskPage::~RiskPage()
{
    m_draft->flush();
}

void RiskPage::showAsPage()
{
    m_body->insertWidget(0, wrappedLabel(title(), TextStyle::Title));
    m_button->setProperty("primary", false);
}

void RiskPage::load(const IncidentDetails &details)
{
    if (details.incident.id != m_details.incident.id)
        m_read = false;
    m_details = details;
    read();
}

void RiskPage::read()
{
    const IncidentId id = incident().id;
    m_ui.workspace->run<RiskOverview>(
        this, [id](Services &s) { return s.risk.overview(id); },
        [this, id](const Result<RiskOverview> &overview) {
            if (id != incident().id)
                return;
            if (!overview) {
                showError(overview.error());
                return;
            }
            m_kept = *overview;
            const bool first = !m_read;
            m_read = true;
            fill(first);
            updateButton();
            Q_EMIT changed();
        });
    updateButton();
}

void RiskPage::setWhyNot(const QString &why)
{
    m_whyNot = why;
    updateButton();
}

QString RiskPage::whyNoRightHere(Right wanted) const
{
    const DatabaseStatus &status = m_ui.workspace->status();
    return whyNoRight(wanted, incident(), {status.person, status.readOnly});
}

bool RiskPage::isShared() const
{
    return m_ui.workspace->status().isShared;
}

void RiskPage::updateButton()
{
    QString why = m_whyNot;
    if (why.isEmpty())
        why = whyNoRightHere(right());
    if (why.isEmpty())
        why = whyDisabled();
    m_button->setEnabled(why.isEmpty() && m_read && !m_busy);
    m_button->setToolTip(why);
    m_why->setText(why);
}

void RiskPage::run(std::function<Result<void>(Services &)> job, const QString &said,
                   std::function<void(const Result<void> &)> then)
{
    m_busy = true;
    updateButton();
    m_draft->act<void>(this, std::move(job), [this, said, then = std::move(then)](const Result<void> &result) {
        m_busy = false;
        answer(result, said);
        if (then)
            then(result);
        updateButton();
    });
}

void RiskPage::answer(const Result<void> &result, const QString &said)
{
    if (!result) {
        showError(result.error());
        return;
    }
    if (m_ui.say)
        m_ui.say(said);
    Q_EMIT done(said);
    read();
}

void RiskPage::showError(const Error &error)
{
    reveal(error.field);
    if (error.kind == ErrorKind::Conflict) {
        m_banner->show(Banner::Kind::Warning, tr("Somebody changed this meanwhile."),
                       tr("It has been read again and what you typed is kept. Look at it, then press again."));
        read();
    } else if (error.field.isEmpty() || !showFieldError(this, error.field, error.userText)) {
        m_banner->show(Banner::Kind::Error, error.userText);
    }
}

void RiskPage::say(const QString &text, const QString &detail)
{
    m_banner->show(Banner::Kind::Info, text, detail);
}

} // namespace tocsin
