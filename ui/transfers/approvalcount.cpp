#include "ui/transfers/approvalcount.h"

#include "models/services/workspace.h"

#include <algorithm>

namespace tocsin {

namespace {
constexpr int kCountAfterMs = 400; ///< after the page in front has what it shows
}

ApprovalCount::ApprovalCount(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(kCountAfterMs);
    connect(&m_soon, &QTimer::timeout, this, &ApprovalCount::read);
    connect(&workspace, &Workspace::opened, this, [this] {
        set(0, false);
        m_soon.start();
    });
    connect(&workspace, &Workspace::changed, this, [this] {
        if (!m_soon.isActive())
            m_soon.start();
    });
}

void ApprovalCount::read()
{
    if (!m_workspace.isOpen())
        return;
    m_workspace.run<Approvals>(
        this, [](Services &s) { return s.approvals.overview(); },
        [this](const Result<Approvals> &all) {
            if (all)
                set(static_cast<int>(all->mine.size()),
                    std::any_of(all->mine.begin(), all->mine.end(), [](const Approval &a) { return a.breach; }));
            else if (all.error().kind == ErrorKind::Denied)
                set(0, false); // an administrator decides nothing
        });
}

void ApprovalCount::set(int count, bool urgent)
{
    if (count == m_count && urgent == m_urgent)
        return;
    m_count = count;
    m_urgent = urgent;
    Q_EMIT changed(count, urgent);
}

} // namespace tocsin
