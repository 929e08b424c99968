// The floor of the start: a window with a table of 2,000 rows and nothing else, linked to the same libraries. Prints
// "MS KIB" after its first paint, as the program does, and ends.

#include <QApplication>
#include <QFile>
#include <QHeaderView>
#include <QMainWindow>
#include <QMenuBar>
#include <QStandardItemModel>
#include <QTableView>

#include <cstdio>
#include <ctime>

namespace {

/** Knows when its first paint is over. */
class Table : public QTableView
{
public:
    using QTableView::QTableView;
    bool painted = false;

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QTableView::paintEvent(event);
        if (!std::exchange(painted, true))
            QMetaObject::invokeMethod(this, &Table::report, Qt::QueuedConnection);
    }

private:
    static void report()
    {
        timespec t{};
        clock_gettime(CLOCK_MONOTONIC, &t);
        const qint64 now = qint64{t.tv_sec} * 1'000'000'000 + t.tv_nsec;
        QFile status(QStringLiteral("/proc/self/status"));
        qint64 kib = 0;
        if (status.open(QIODevice::ReadOnly))
            for (const QByteArray &line : status.readAll().split('\n'))
                if (line.startsWith("VmRSS:"))
                    kib = line.simplified().split(' ').value(1).toLongLong();
        std::printf("%.2f %lld\n", static_cast<double>(now - qgetenv("TOCSIN_BENCH_START").toLongLong()) / 1e6, kib);
        std::fflush(stdout);
        QCoreApplication::quit();
    }
};

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QStandardItemModel model(2000, 8);
    for (int row = 0; row < model.rowCount(); ++row)
        for (int column = 0; column < model.columnCount(); ++column)
            model.setItem(row, column, new QStandardItem(QStringLiteral("Row %1, %2").arg(row).arg(column)));
    QMainWindow window;
    window.menuBar()->addMenu(QStringLiteral("&File"));
    Table table;
    table.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table.setModel(&model);
    window.setCentralWidget(&table);
    window.resize(1280, 720);
    window.show();
    return QApplication::exec();
}
