#pragma once

#include "models/domain/customerimport.h"
#include "ui/common/uicontext.h"

#include <QWidget>
#include <functional>

class QComboBox;
class QHBoxLayout;
class QLineEdit;
class QPushButton;

namespace tocsin {

class Banner;
class Label;
class Services;
class TextTable;

/**
 * Takes customers, subscriptions and contacts over from files, or what contracts ask for: what would be done is shown
 * before it is (P9.2, P7.7).
 */
class ImportPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ImportPanel(const UiContext &ui, QWidget *parent = nullptr);

    /** Reads these files and shows what they would change. */
    void read(const QStringList &paths);

Q_SIGNALS:
    void cancelled();
    void done(const QString &said);

private:
    /** What was read, and how it gets into the database; `customer` is that of rows that name none. */
    struct Given
    {
        QString name;
        std::function<Result<ImportPlan>(Services &, const QString &customer, bool writes)> import;
    };
    [[nodiscard]] static Result<Given> readAll(const QStringList &paths, const ImportFiles &files, bool terms);
    [[nodiscard]] bool isOfTerms() const;
    void build();
    QHBoxLayout *buildTop();
    QHBoxLayout *buildFoot();
    /** Customers or terms: what was read of the other is put away. */
    void chooseKind();
    void choose();
    void preview();
    void apply();
    void showPlan(const ImportPlan &plan, bool after);
    void refresh();

    UiContext m_ui;
    Given m_given;
    ImportPlan m_plan;
    bool m_busy = false;
    bool m_applied = false;
    QComboBox *m_kind = nullptr;
    Label *m_about = nullptr;
    Label *m_name = nullptr;
    QLineEdit *m_customer = nullptr;
    Banner *m_banner = nullptr;
    TextTable *m_table = nullptr;
    QPushButton *m_refused = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_apply = nullptr;
};

} // namespace tocsin
