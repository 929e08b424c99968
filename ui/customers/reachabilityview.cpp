#include "ui/customers/reachabilityview.h"

#include "models/services/services.h"
#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/texttable.h"

#include <QComboBox>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

QString stateName(const QString &state)
{
    if (state == u"none")
        return ReachabilityView::tr("nobody");
    if (state == u"bounced")
        return ReachabilityView::tr("bounced");
    return state == u"administrators" ? ReachabilityView::tr("administrators")
                                      : ReachabilityView::tr("security contact");
}

} // namespace

ReachabilityView::ReachabilityView(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_banner(new Banner(Banner::Kind::Error, this))
    , m_table(new TextTable(
          u"reachTable"_s, tr("Reachability"),
          {tr("Customer"), tr("Subscription"), tr("Reached by"), tr("Returned from"), tr("What came back")}, 2, this))
    , m_only(new QComboBox)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    m_banner->hide();
    layout->addWidget(m_banner);
    m_table->setWidths({192, 232, 144, 208, 0});
    m_table->setEmptyText(tr("No subscription is known yet. Enter customers, or import them."));
    m_only->setObjectName(u"reachOnly"_s);
    m_only->setAccessibleName(tr("Which rows"));
    m_only->addItem(tr("All"), QString());
    for (const QString &state : {u"none"_s, u"bounced"_s, u"administrators"_s, u"reachable"_s})
        m_only->addItem(stateName(state), stateName(state));
    connect(m_only, &QComboBox::currentIndexChanged, this,
            [this] { m_table->setOnly(m_only->currentData().toString()); });
    m_table->bar()->addWidget(m_only);
    layout->addWidget(m_table, 1);
    connect(m_table, &TextTable::activated, this, &ReachabilityView::customerWanted);
}

void ReachabilityView::read()
{
    m_ui.workspace->runLong<QList<ReachRow>>(
        this, [](Services &s) { return s.customerImports.reachability(); },
        [this](const Result<QList<ReachRow>> &read) {
            m_banner->setVisible(!read);
            if (!read)
                return m_banner->show(Banner::Kind::Error, read.error().userText);
            QList<TextRow> rows;
            for (const ReachRow &r : *read)
                rows.append({{r.customerName, r.subscriptionName, stateName(r.state), r.address, r.said},
                             r.state == u"none" || r.state == u"bounced" ? Tone::High
                             : r.state == u"administrators"              ? Tone::Medium
                                                                         : Tone::Met,
                             r.customer});
            m_table->setRows(rows);
        });
}

} // namespace tocsin
