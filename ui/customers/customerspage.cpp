#include "ui/customers/customerspage.h"

#include "models/items/customerlistmodel.h"
#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/card.h"
#include "ui/common/directorydelegate.h"
#include "ui/common/emptystate.h"
#include "ui/common/filechoice.h"
#include "ui/common/label.h"
#include "ui/common/searchfield.h"
#include "ui/customers/customerdetail.h"
#include "ui/customers/customerform.h"
#include "ui/customers/importpanel.h"
#include "ui/customers/reachabilityview.h"
#include "ui/theme/icons.h"

#include <QDir>
#include <QHBoxLayout>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSaveFile>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTabBar>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kSideWidth = 264;
constexpr int kNarrowSide = 204;
constexpr int kRoomy = 880; ///< a page narrower than it gives the room to the customer

const CustomerRow *rowAt(const QModelIndex &index)
{
    const auto *proxy = static_cast<const QSortFilterProxyModel *>(index.model());
    const auto *model = static_cast<const CustomerListModel *>(proxy->sourceModel());
    return model->row(proxy->mapToSource(index).row());
}

class CustomerDelegate : public DirectoryDelegate
{
public:
    using DirectoryDelegate::DirectoryDelegate;

protected:
    [[nodiscard]] DirectoryLine line(const QModelIndex &index) const override
    {
        const CustomerRow *row = rowAt(index);
        if (!row)
            return {};
        QStringList facts;
        facts << (row->subscriptions == 1 ? CustomersPage::tr("1 subscription")
                                          : CustomersPage::tr("%1 subscriptions").arg(row->subscriptions));
        for (const QString &fact : {row->customer.sector, row->customer.country})
            if (!fact.isEmpty())
                facts << fact;
        return {row->customer.name, facts.join(u" · "_s),
                row->unreachable.isEmpty() ? QString() : CustomersPage::tr("unreachable"), Tone::High, true};
    }
};

Result<QList<CustomerRow>> readCustomers(Services &s)
{
    auto customers = s.customers.all();
    if (!customers)
        return tl::unexpected(customers.error());
    QList<CustomerRow> rows;
    for (const Customer &c : std::as_const(*customers)) {
        auto subscriptions = s.customers.subscriptions(c.id);
        auto contacts = s.customers.contacts(c.id);
        if (!subscriptions || !contacts)
            return tl::unexpected(subscriptions ? contacts.error() : subscriptions.error());
        CustomerRow row{c, static_cast<int>(subscriptions->size()), {}};
        for (const Subscription &v : std::as_const(*subscriptions)) {
            ScopeRow scope;
            scope.subscription = v.id;
            resolveRecipients(scope, *contacts);
            if (scope.reachability == Reachability::Unreachable)
                row.unreachable << v.name;
        }
        rows << row;
    }
    return rows;
}

} // namespace

CustomersPage::CustomersPage(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_model(new CustomerListModel(this))
    , m_proxy(new QSortFilterProxyModel(this))
{
    m_proxy->setSourceModel(m_model);
    m_proxy->setFilterRole(CustomerListModel::SearchRole);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    build();
    connect(ui.workspace, &Workspace::changed, this, [this](const ChangeSet &changes) {
        if (m_known && (changes.people || changes.everything)) {
            read();
            m_detail->read();
        }
    });
    connect(ui.workspace, &Workspace::opened, this, [this] {
        m_known = false;
        refresh();
        if (isVisible())
            read();
    });
    refresh();
}

void CustomersPage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 12);
    layout->setSpacing(12);
    layout->addLayout(buildHead());
    m_parts = new QTabBar(this);
    m_parts->setObjectName(u"customerParts"_s);
    m_parts->setAccessibleName(tr("Parts of the customers"));
    m_parts->setDrawBase(false);
    m_parts->setExpanding(false);
    m_parts->addTab(tr("Directory"));
    m_parts->addTab(tr("Reachability"));
    connect(m_parts, &QTabBar::currentChanged, this, &CustomersPage::choosePart);
    layout->addWidget(m_parts);
    m_banner = new Banner(Banner::Kind::Error, this);
    m_banner->hide();
    layout->addWidget(m_banner);
    m_outer = new QStackedWidget(this);
    auto *directory = new QWidget(m_outer);
    auto *columns = new QHBoxLayout(directory);
    columns->setContentsMargins({});
    columns->setSpacing(16);
    m_side = buildList();
    columns->addWidget(m_side);
    buildStack();
    columns->addWidget(m_stack, 1);
    m_outer->addWidget(directory);
    m_reach = new ReachabilityView(m_ui, m_outer);
    m_outer->addWidget(m_reach);
    connect(m_reach, &ReachabilityView::customerWanted, this, [this](qint64 id) {
        m_wanted = CustomerId{id};
        m_parts->setCurrentIndex(0);
        read();
    });
    layout->addWidget(m_outer, 1);
}

QHBoxLayout *CustomersPage::buildHead()
{
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    auto *titles = new QVBoxLayout;
    titles->setSpacing(2);
    titles->addWidget(new Label(tr("Customers"), TextStyle::Title, this));
    titles->addWidget(wrappedLabel(tr("Whom a notice reaches: security contacts, else administrators."),
                                   TextStyle::SmallMuted, this));
    head->addLayout(titles, 1);
    head->addLayout(buildTools());
    m_new = new QPushButton(icon(u"plus", Ink::OnAccent), tr("New customer…"), this);
    m_new->setObjectName(u"customerNew"_s);
    m_new->setAccessibleName(tr("New customer"));
    m_new->setProperty("primary", true);
    connect(m_new, &QPushButton::clicked, this, &CustomersPage::openNew);
    head->addWidget(m_new, 0, Qt::AlignVCenter);
    return head;
}

void CustomersPage::buildStack()
{
    m_stack = new QStackedWidget(this);
    m_loading = new Label(tr("Reading the customers…"), TextStyle::Muted, m_stack);
    static_cast<Label *>(m_loading)->setAlignment(Qt::AlignCenter);
    m_empty =
        new EmptyState(u"customers"_s, tr("No customer yet"),
                       tr("Here stand the organisations whose data you hold, what each has with you, and whom to tell "
                          "when something happens to it."),
                       m_stack);
    m_empty->setObjectName(u"customersEmpty"_s);
    m_first = m_empty->addAction(tr("New customer…"), true, this, [this] { openNew(); });
    m_firstImport = m_empty->addAction(tr("Import…"), false, this, [this] { openImport(); });
    m_firstImport->setObjectName(u"customerFirstImport"_s);
    m_none = new EmptyState(u"search"_s, tr("No customer matches"), tr("Nothing in the directory fits what you typed."),
                            m_stack);
    m_newPage = new QWidget(m_stack);
    auto *newLayout = new QVBoxLayout(m_newPage);
    newLayout->setContentsMargins(0, 0, 0, 0);
    newLayout->addStretch(1);
    m_detail = new CustomerDetail(m_ui, m_stack);
    connect(m_detail, &CustomerDetail::changed, this, &CustomersPage::read);
    // One prominent button a page: the form's, while there is one.
    connect(m_detail, &CustomerDetail::formShown, this, [this](bool shown) {
        m_new->setProperty("primary", !shown);
        m_new->setIcon(icon(u"plus", shown ? Ink::Text : Ink::OnAccent));
        m_new->update();
    });
    for (QWidget *page : {m_loading, static_cast<QWidget *>(m_empty), static_cast<QWidget *>(m_none), m_newPage,
                          static_cast<QWidget *>(m_detail)})
        m_stack->addWidget(page);
}

QHBoxLayout *CustomersPage::buildTools()
{
    auto *tools = new QHBoxLayout;
    tools->setSpacing(8);
    m_import = new QPushButton(icon(u"import"_s), tr("Import…"), this);
    m_import->setObjectName(u"customerImport"_s);
    m_import->setAccessibleName(tr("Import customers and contacts"));
    connect(m_import, &QPushButton::clicked, this, &CustomersPage::openImport);
    m_export = new QPushButton(icon(u"export"_s), tr("Export"), this);
    m_export->setObjectName(u"customerExport"_s);
    m_export->setAccessibleName(tr("Export customers and contacts, or terms"));
    auto *menu = new QMenu(m_export);
    menu->addAction(tr("Customers and contacts…"), this, [this] {
        exportAs(tr("Export customers and contacts"), u"customers.csv"_s,
                 [](Services &s) { return s.customerImports.exportCsv(); });
    });
    menu->addAction(tr("Notification terms…"), this, [this] {
        exportAs(tr("Export notification terms"), u"terms.csv"_s,
                 [](Services &s) { return s.customerImports.exportTermsCsv(); });
    });
    m_export->setMenu(menu);
    tools->addWidget(m_import);
    tools->addWidget(m_export);
    return tools;
}

void CustomersPage::choosePart(int part)
{
    if (m_importPanel)
        return;
    m_outer->setCurrentIndex(part);
    if (part == 1)
        m_reach->read();
    refresh();
}

void CustomersPage::openImport()
{
    if (m_importPanel)
        return;
    m_importPanel = new ImportPanel(m_ui, m_outer);
    m_outer->addWidget(m_importPanel);
    m_outer->setCurrentWidget(m_importPanel);
    connect(m_importPanel, &ImportPanel::cancelled, this, [this] {
        m_importPanel->deleteLater();
        m_outer->removeWidget(m_importPanel);
        m_importPanel = nullptr;
        choosePart(m_parts->currentIndex());
        read();
    });
    connect(m_importPanel, &ImportPanel::done, this, [this](const QString &said) {
        if (m_ui.say)
            m_ui.say(said);
        read();
    });
    refresh();
}

void CustomersPage::exportAs(const QString &title, const QString &name, const MakeCsv &make)
{
    askWhereToSave(this, title, name, tr("CSV (*.csv)"), [this, make](const QString &path) { exportTo(path, make); });
}

void CustomersPage::exportTo(const QString &path, const MakeCsv &make)
{
    m_ui.workspace->runLong<void>(
        this,
        [path, make](Services &s) -> Result<void> {
            const auto csv = make(s);
            if (!csv)
                return tl::unexpected(csv.error());
            QSaveFile file(path);
            const bool written = file.open(QIODevice::WriteOnly) &&
                                 file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
                                 file.write(*csv) == csv->size() && file.commit();
            return written ? Result<void>()
                           : failure(ErrorKind::Full, tr("The file cannot be written: %1").arg(file.errorString()));
        },
        [this, path](const Result<void> &written) {
            if (written && m_ui.say)
                m_ui.say(tr("Written: %1").arg(QDir::toNativeSeparators(path)));
            if (!written)
                m_banner->show(Banner::Kind::Error, written.error().userText);
        });
}

QWidget *CustomersPage::buildList()
{
    auto *side = new QWidget(this);
    side->setFixedWidth(kSideWidth);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_search = new SearchField(tr("Name, sector, country"), side);
    m_search->setObjectName(u"customerSearch"_s);
    m_search->setAccessibleName(tr("Search customers"));
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_proxy->setFilterFixedString(text.trimmed());
        if (!m_view->currentIndex().isValid() && m_proxy->rowCount() > 0)
            m_view->setCurrentIndex(m_proxy->index(0, 0));
        refresh();
    });
    layout->addWidget(m_search);
    auto *card = new Card({}, side);
    m_view = new QListView(card);
    m_view->setObjectName(u"customerList"_s);
    m_view->setAccessibleName(tr("Customers"));
    m_view->setModel(m_proxy);
    m_view->setItemDelegate(new CustomerDelegate(m_view));
    m_view->setUniformItemSizes(true);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setMouseTracking(true);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &CustomersPage::showCurrent);
    card->setView(m_view);
    layout->addWidget(card, 1);
    m_count = new Label({}, TextStyle::SmallMuted, side);
    m_count->setObjectName(u"customerCount"_s);
    layout->addWidget(m_count);
    return side;
}

void CustomersPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_side->setFixedWidth(width() < kRoomy ? kNarrowSide : kSideWidth);
}

void CustomersPage::activate()
{
    read();
}

void CustomersPage::read()
{
    // All customers with all their contacts is a long read where there are thousands.
    m_ui.workspace->runLong<QList<CustomerRow>>(
        this, [](Services &s) { return readCustomers(s); },
        [this](const Result<QList<CustomerRow>> &rows) {
            m_known = true;
            m_banner->setVisible(!rows);
            if (!rows) {
                m_banner->show(Banner::Kind::Error, rows.error().userText);
                refresh();
                return;
            }
            m_model->assign(*rows);
            if (const int at = m_model->find(m_wanted); at >= 0) {
                m_search->clear();
                m_view->setCurrentIndex(m_proxy->mapFromSource(m_model->index(at)));
                m_wanted = {};
            } else if (!m_view->currentIndex().isValid() && m_proxy->rowCount() > 0) {
                m_view->setCurrentIndex(m_proxy->index(0, 0));
            }
            showCurrent();
            refresh();
        });
}

void CustomersPage::showCurrent()
{
    const QModelIndex index = m_view->currentIndex();
    const CustomerRow *row = index.isValid() ? rowAt(index) : nullptr;
    if (row && (row->customer.id != m_detail->customer() || !m_form))
        m_detail->setCustomer(row->customer);
    if (row && m_form && sender() != m_view->selectionModel())
        return;
    if (row && m_form)
        closeNew();
    refresh();
}

void CustomersPage::refresh()
{
    const DatabaseStatus &status = m_ui.workspace->status();
    QString why;
    if (status.readOnly)
        why = tr("This database can only be read.");
    else if (!mayDo(status.person.roles, Right::EditCustomers, true))
        why = tr("This needs the role %1.").arg(roleNames(rolesWith(Right::EditCustomers)));
    for (QPushButton *button : {m_new, m_first, m_import, m_firstImport}) {
        button->setEnabled(why.isEmpty() && !m_form && !m_importPanel);
        button->setToolTip(why);
    }
    const int all = m_model->rowCount();
    const int shown = m_proxy->rowCount();
    m_count->setText(shown == all ? (all == 1 ? tr("1 customer") : tr("%1 customers").arg(all))
                                  : tr("%1 of %2 customers").arg(shown).arg(all));
    m_side->setVisible(all > 0);
    const bool directory = m_outer->currentIndex() == 0;
    m_new->setVisible(all > 0 && !m_form && directory);
    m_parts->setVisible(all > 0 && !m_importPanel);
    m_import->setVisible(all > 0 && !m_importPanel);
    m_export->setVisible(all > 0 && !m_importPanel);
    if (m_form)
        m_stack->setCurrentWidget(m_newPage);
    else if (!m_known)
        m_stack->setCurrentWidget(m_loading);
    else if (all == 0)
        m_stack->setCurrentWidget(m_empty);
    else if (!m_view->currentIndex().isValid())
        m_stack->setCurrentWidget(m_none);
    else
        m_stack->setCurrentWidget(m_detail);
}

void CustomersPage::openNew()
{
    closeNew();
    m_form = new CustomerForm(m_ui, {}, m_newPage);
    static_cast<QVBoxLayout *>(m_newPage->layout())->insertWidget(0, m_form);
    connect(m_form, &DirectoryForm::cancelled, this, [this] {
        closeNew();
        refresh();
    });
    connect(m_form, &DirectoryForm::saved, this, [this](qint64 id) {
        m_wanted = CustomerId{id};
        closeNew();
        read();
    });
    refresh();
    m_form->focusFirst();
}

void CustomersPage::closeNew()
{
    if (!m_form)
        return;
    m_form->leave();
    m_form->hide();
    m_form->deleteLater();
    m_form = nullptr;
    m_view->setFocus(Qt::OtherFocusReason);
}

} // namespace tocsin
