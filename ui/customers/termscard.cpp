#include "ui/customers/termscard.h"

#include "models/services/services.h"
#include "models/services/workspace.h"
#include "ui/common/fittedcolumns.h"
#include "ui/common/label.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

enum TermColumn { Time, From, Whom, Language, Source, TermColumns };
constexpr int kMostRows = 6;

QString whom(const CustomerTerm &t)
{
    return TermsCard::tr("%1, by %2").arg(t.addressee, t.channel);
}

QString source(const CustomerTerm &t)
{
    QString text = t.source;
    if (t.exceptable)
        text += u" · "_s + TermsCard::tr("allows an exception");
    if (!t.active)
        text += u" · "_s + TermsCard::tr("no longer in force");
    return text;
}

} // namespace

TermsCard::TermsCard(const UiContext &ui, QWidget *parent)
    : Card(tr("Notification terms"), parent)
    , m_ui(ui)
    , m_list(new QTreeWidget(this))
    , m_hint(
          wrappedLabel(tr("No contract term yet. Add what a contract asks for: when this customer is affected, it is "
                          "proposed as a duty."),
                       TextStyle::Muted, this))
    , m_edit(new QPushButton(tr("Edit the term…"), this))
    , m_add(new QPushButton(icon(u"plus"), tr("Term…"), this))
{
    m_edit->setObjectName(u"termEdit"_s);
    m_edit->setAccessibleName(tr("Edit the chosen term"));
    m_add->setObjectName(u"termAdd"_s);
    m_add->setAccessibleName(tr("Add a notification term"));
    connect(m_edit, &QPushButton::clicked, this, &TermsCard::editCurrent);
    connect(m_add, &QPushButton::clicked, this, [this] {
        CustomerTerm term;
        term.customer = m_customer;
        Q_EMIT formRequested(term);
    });
    for (QPushButton *button : {m_edit, m_add}) {
        button->setMinimumWidth(88);
        header()->addWidget(button);
    }
    m_list->setObjectName(u"customerTerms"_s);
    m_list->setAccessibleName(tr("Notification terms of the contracts"));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setTabKeyNavigation(false);
    m_list->setColumnCount(TermColumns);
    m_list->setHeaderLabels(
        {tr("How much time"), tr("From"), tr("To whom"), tr("Language"), tr("Contract and clause")});
    m_list->header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_list->setColumnWidth(Time, 144);
    m_list->setColumnWidth(From, 112);
    m_list->setColumnWidth(Whom, 216);
    m_list->setColumnWidth(Language, 88);
    m_list->header()->setMinimumSectionSize(60);
    new FittedColumns(m_list->header(), Source, 132, {96, 84, 104, 72});
    connect(m_list, &QTreeWidget::itemActivated, this, &TermsCard::editCurrent);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &TermsCard::refresh);
    setView(m_list);
    m_hint->setContentsMargins(16, 12, 16, 12);
    body()->addWidget(m_hint);
    m_list->hide();
    refresh();
}

void TermsCard::setCustomer(CustomerId customer)
{
    if (customer != m_customer) {
        m_customer = customer;
        showTerms({});
    }
    read();
}

void TermsCard::setWhyNot(const QString &why)
{
    m_whyNot = why;
    refresh();
}

void TermsCard::read()
{
    if (!m_customer.isValid())
        return;
    m_ui.workspace->run<QList<CustomerTerm>>(
        this, [id = m_customer](Services &s) { return s.duties.terms(id); },
        [this, id = m_customer](const Result<QList<CustomerTerm>> &terms) {
            if (id != m_customer)
                return;
            if (terms)
                showTerms(*terms);
            else
                m_hint->setText(terms.error().userText);
        });
}

void TermsCard::showTerms(const QList<CustomerTerm> &terms)
{
    const int before = m_list->indexOfTopLevelItem(m_list->currentItem());
    m_terms = terms;
    m_list->clear();
    for (const CustomerTerm &t : terms) {
        auto *item =
            new QTreeWidgetItem(m_list, {periodText(t.period), nameOf(t.trigger), whom(t), t.language, source(t)});
        for (int column = 0; column < TermColumns; ++column) {
            item->setToolTip(column, item->text(column));
            if (!t.active)
                item->setForeground(column, Theme::current().muted);
        }
    }
    m_list->setVisible(!terms.isEmpty());
    m_hint->setVisible(terms.isEmpty());
    const int rows = qMin(kMostRows, static_cast<int>(terms.size()));
    m_list->setFixedHeight(m_list->header()->sizeHint().height() + rows * qMax(30, m_list->sizeHintForRow(0)) + 4);
    if (!terms.isEmpty())
        m_list->setCurrentItem(m_list->topLevelItem(qBound(0, before, m_list->topLevelItemCount() - 1)));
    refresh();
}

void TermsCard::editCurrent()
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    if (m_edit->isEnabled() && row >= 0 && row < m_terms.size())
        Q_EMIT formRequested(m_terms.at(row));
}

void TermsCard::refresh()
{
    m_add->setEnabled(m_whyNot.isEmpty() && m_customer.isValid());
    m_edit->setEnabled(m_whyNot.isEmpty() && m_list->currentItem());
    for (QPushButton *button : {m_add, m_edit})
        button->setToolTip(m_whyNot);
}

} // namespace tocsin
