#pragma once

#include "models/domain/customerimport.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QHBoxLayout;
class QLineEdit;
class QPushButton;

namespace tocsin {

class Banner;
class Label;
class TextTable;

/** Takes customers, subscriptions and contacts over from files: what would be done is shown before it is (P9.2). */
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
    void build();
    QHBoxLayout *buildFoot();
    void choose();
    void preview();
    void apply();
    void showPlan(const ImportPlan &plan, bool after);
    void refresh();

    UiContext m_ui;
    CustomerFile m_file;
    ImportPlan m_plan;
    bool m_busy = false;
    bool m_applied = false;
    Label *m_name = nullptr;
    QLineEdit *m_customer = nullptr;
    Banner *m_banner = nullptr;
    TextTable *m_table = nullptr;
    QPushButton *m_refused = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_apply = nullptr;
};

} // namespace tocsin
