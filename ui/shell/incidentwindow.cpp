#include "ui/shell/incidentwindow.h"

#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/theme/icons.h"

#include <QShortcut>
#include <QVBoxLayout>

namespace tocsin {

using namespace Qt::StringLiterals;

IncidentWindow::IncidentWindow(const UiContext &ui)
    : QWidget(nullptr, Qt::Window)
    , m_ui(ui)
    , m_banner(new Banner(Banner::Kind::Error, this))
{
    setObjectName(u"incident-window"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowIcon(applicationIcon());
    resize(1120, 800);
    m_ui.openIncident = [this](IncidentId id, const QString &tab) { open(id, tab); };
    m_ui.showError = [this](const Error &error) { m_banner->show(Banner::Kind::Error, error.userText); };
    m_view = makeIncidentView(m_ui, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    m_banner->setClosable(true);
    m_banner->hide();
    layout->addWidget(m_view.widget, 1);
    connect(new QShortcut(QKeySequence::Close, this), &QShortcut::activated, this, &QWidget::close);
    connect(m_ui.workspace, &Workspace::closed, this, &QWidget::close);
}

void IncidentWindow::open(IncidentId id, const QString &tab)
{
    m_id = id;
    m_view.open(id, tab);
    m_ui.workspace->run<Incident>(
        this, [id](Services &s) { return s.incidents.byId(id); },
        [this](const Result<Incident> &incident) {
            if (incident)
                setWindowTitle(tr("%1 %2 – Tocsin").arg(incident->reference(), incident->title));
        });
    show();
    raise();
    activateWindow();
}

void IncidentWindow::renew()
{
    if (!m_id.isValid())
        return;
    const QString tab = m_view.tab();
    delete m_view.widget;
    m_view = makeIncidentView(m_ui, this);
    static_cast<QVBoxLayout *>(layout())->addWidget(m_view.widget, 1);
    m_view.open(m_id, tab);
}

} // namespace tocsin
